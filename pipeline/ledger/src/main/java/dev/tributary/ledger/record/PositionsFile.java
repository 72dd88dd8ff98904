package dev.tributary.ledger.record;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.CRC32;

/**
 * The file that lists the offsets of a batch's duplicates and dead letters, so that every record's
 * end can be looked up while the commit record stays small.
 *
 * @param path relative to the lake
 * @param bytes its length
 * @param crc32 its checksum
 */
public record PositionsFile(String path, long bytes, long crc32) {
  /** The lake's folder of these files. */
  public static final String FOLDER = "_commits";

  public PositionsFile {
    LakePath.in(path, FOLDER);
  }

  /** The file of positions as JSON, at a path that no other has. */
  public static PositionsFile of(byte[] json) {
    return new PositionsFile(
        FOLDER + "/" + UUID.randomUUID() + ".json", json.length, checksum(json));
  }

  private static long checksum(byte[] json) {
    var checksum = new CRC32();
    checksum.update(json);
    return checksum.getValue();
  }

  /**
   * The offsets of dead letters in the list, by lane key.
   *
   * @param json what the file holds; null where there is none
   */
  public Map<String, List<Long>> deadLetters(byte[] json) throws IOException {
    if (json == null) {
      throw new IOException("Cannot find " + path + ", which a commit record names");
    }
    if (json.length != bytes || checksum(json) != crc32) {
      throw new IOException(
          "Cannot use "
              + path
              + ": it is not what the commit record says (bytes="
              + json.length
              + ", committed="
              + bytes
              + ")");
    }
    return deadLetters(LogJson.read(json, JsonNode.class));
  }

  private Map<String, List<Long>> deadLetters(JsonNode lanes) throws IOException {
    Map<String, List<Long>> byLane = new HashMap<>();
    for (Map.Entry<String, JsonNode> lane : lanes.properties()) {
      List<Long> offsets = new ArrayList<>();
      for (JsonNode at : lane.getValue().path("deadLetters")) {
        if (!at.isIntegralNumber() || !at.canConvertToLong() || at.longValue() < 0) {
          throw new IOException(
              "Cannot use " + path + ": an offset must be a number from 0: " + at);
        }
        offsets.add(at.longValue());
      }
      byLane.put(lane.getKey(), offsets);
    }
    return byLane;
  }
}
