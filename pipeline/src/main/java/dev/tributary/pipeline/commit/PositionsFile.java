package dev.tributary.pipeline.commit;

import dev.tributary.pipeline.lake.Lake;
import dev.tributary.pipeline.lake.LakeFiles;
import java.io.IOException;
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
  /** Writes the positions as JSON and forces them to disk. */
  public static PositionsFile write(LakeFiles files, Object positions) throws IOException {
    byte[] json = LogJson.write(positions);
    String path = Lake.COMMITS + "/" + UUID.randomUUID() + ".json";
    files.write(path, json);
    var checksum = new CRC32();
    checksum.update(json);
    return new PositionsFile(path, json.length, checksum.getValue());
  }
}
