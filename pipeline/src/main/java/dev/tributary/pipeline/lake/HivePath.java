package dev.tributary.pipeline.lake;

import java.util.ArrayList;
import java.util.List;

/**
 * A file's place in Hive layout, taken apart.
 *
 * @param table the table's name: the first folder
 * @param partitionFolder table and partition folders
 * @param values the partition's values, outermost first
 */
public record HivePath(String table, String partitionFolder, List<String> values) {
  /** Takes {@code table/key=value/…/name} apart. */
  public static HivePath of(String path) {
    String[] parts = path.split("/");
    var values = new ArrayList<String>();
    for (int i = 1; i < parts.length - 1; i++) {
      int equals = parts[i].indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException("Cannot find a partition in the path " + path);
      }
      values.add(parts[i].substring(equals + 1));
    }
    return new HivePath(parts[0], path.substring(0, path.lastIndexOf('/')), values);
  }
}
