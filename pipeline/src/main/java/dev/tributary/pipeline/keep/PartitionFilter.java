package dev.tributary.pipeline.keep;

import dev.tributary.ledger.record.HivePath;
import dev.tributary.schemas.columns.Column;
import dev.tributary.schemas.columns.LakeTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Partitions of a table, as a user names them: {@code dt='2026-11-24' AND hour='10'}.
 *
 * @param table the table
 * @param values the wanted value of some of its partition columns
 */
public record PartitionFilter(LakeTable table, Map<String, String> values) {
  /** All hours of events. */
  public static final PartitionFilter ALL = new PartitionFilter(LakeTable.EVENTS, Map.of());

  private static final String AND = " AND ";

  public PartitionFilter {
    values = Map.copyOf(values);
  }

  /**
   * Reads the text.
   *
   * @throws IllegalArgumentException when it says anything else
   */
  public static PartitionFilter parse(LakeTable table, String text) {
    Map<String, String> values = new TreeMap<>();
    for (String part : parts(text.strip())) {
      int equals = part.indexOf('=');
      String key = equals < 0 ? "" : part.substring(0, equals).strip();
      String value = part.substring(equals + 1).strip();
      boolean isQuoted = value.length() >= 2 && value.indexOf('\'', 1) == value.length() - 1;
      if (!isQuoted || !value.startsWith("'") || keys(table).stream().noneMatch(key::equals)) {
        throw new IllegalArgumentException(
            "--where must be COLUMN='VALUE', joined by AND, of the columns "
                + String.join(", ", keys(table))
                + ": "
                + text);
      }
      values.put(key, value.substring(1, value.length() - 1));
    }
    return new PartitionFilter(table, values);
  }

  private static List<String> parts(String text) {
    List<String> parts = new ArrayList<>();
    String rest = text;
    for (int and = rest.indexOf(AND); and >= 0; and = rest.indexOf(AND)) {
      parts.add(rest.substring(0, and));
      rest = rest.substring(and + AND.length());
    }
    if (!text.isEmpty()) {
      parts.add(rest);
    }
    return parts;
  }

  private static List<String> keys(LakeTable table) {
    return table.partitionKeys().stream().map(Column::name).toList();
  }

  /** Whether the partition, or the file in it, is one of them. */
  public boolean test(String path) {
    HivePath partition = HivePath.of(HivePath.partitionOf(path + "/file") + "/file");
    if (!partition.table().equals(table.name())) {
      return false;
    }
    List<String> keys = keys(table);
    return values.entrySet().stream()
        .allMatch(
            wanted ->
                partition.values().get(keys.indexOf(wanted.getKey())).equals(wanted.getValue()));
  }
}
