package dev.tributary.pipeline.commit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.pipeline.lake.files.Lake;
import dev.tributary.pipeline.lake.files.LakeFiles;
import dev.tributary.pipeline.lake.files.LakePath;
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
  public PositionsFile {
    LakePath.in(path, Lake.COMMITS);
  }

  /** Writes the positions as JSON and forces them to disk. */
  public static PositionsFile write(LakeFiles files, Object positions) throws IOException {
    byte[] json = LogJson.write(positions);
    String path = Lake.COMMITS + "/" + UUID.randomUUID() + ".json";
    files.write(path, json);
    return new PositionsFile(path, json.length, checksum(json));
  }

  private static long checksum(byte[] json) {
    var checksum = new CRC32();
    checksum.update(json);
    return checksum.getValue();
  }

  /** The offsets of dead letters in the list, by lane key. */
  Map<String, List<Long>> deadLetters(LakeFiles files) throws IOException {
    byte[] json = files.read(path);
    if (json == null) {
      throw new IOException("Cannot find " + files.uri(path) + ", which a commit record names");
    }
    if (json.length != bytes || checksum(json) != crc32) {
      throw new IOException(
          "Cannot use "
              + files.uri(path)
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
