package dev.tributary.ledger.record;

import dev.tributary.schemas.columns.Column;
import dev.tributary.schemas.columns.LakeTable;
import dev.tributary.schemas.rules.EventTypes;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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

  /**
   * The partition that a file lies in, in its own folder or in one of a generation.
   *
   * @return table and partition folders
   */
  public static String partitionOf(String path) {
    int end = path.indexOf('/');
    int next = path.indexOf('/', end + 1);
    while (next >= 0 && path.substring(end + 1, next).indexOf('=') > 0) {
      end = next;
      next = path.indexOf('/', end + 1);
    }
    return path.substring(0, Math.max(end, 0));
  }

  /** The path that a file has in its partition's own folder, which names it for ever. */
  public static String homeOf(String path) {
    return partitionOf(path) + path.substring(path.lastIndexOf('/'));
  }

  /** The event type of its rows; none for dead letters. */
  public Optional<String> eventType() {
    return table.equals(LakeTable.EVENTS.name()) ? Optional.of(values.get(0)) : Optional.empty();
  }

  /** Whether the folders are those of a partition of the table, as the writer names them. */
  public boolean isPartitionOf(LakeTable of) {
    List<Column> keys = of.partitionKeys();
    StringBuilder folder = new StringBuilder(of.name());
    boolean valid = keys.size() == values.size();
    for (int i = 0; valid && i < keys.size(); i++) {
      String key = keys.get(i).name();
      folder.append('/').append(key).append('=').append(values.get(i));
      valid = isValue(key, values.get(i));
    }
    return valid && partitionFolder.contentEquals(folder);
  }

  private static boolean isValue(String key, String value) {
    return switch (key) {
      case "event_type" -> EventTypes.problem(value).isEmpty();
      case "dt" -> isDay(value);
      default -> value.length() == 2 && "00".compareTo(value) <= 0 && "23".compareTo(value) >= 0;
    };
  }

  private static boolean isDay(String value) {
    try {
      return LocalDate.parse(value).toString().equals(value);
    } catch (DateTimeException noDay) {
      return false;
    }
  }
}
