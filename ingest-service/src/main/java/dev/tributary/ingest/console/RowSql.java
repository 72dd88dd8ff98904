package dev.tributary.ingest.console;

import dev.tributary.ingest.receipts.Receipt;
import dev.tributary.ledger.record.HivePath;
import dev.tributary.ledger.record.Position;
import dev.tributary.schemas.columns.Column;
import dev.tributary.schemas.columns.LakeTable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * SQL that shows the row of an event. {@code LAKE} stands for the lake's folder, which this service
 * does not know.
 *
 * @param engine whose SQL it is
 */
record RowSql(String engine, String text) {
  private static final int MOST_FILES = 20;
  private static final int MOST_VALUES = 50;

  /** For each engine; none where the event has no row. */
  static List<RowSql> of(Receipt receipt) {
    List<String> files = receipt.outcome().map(Receipt.CommitFacts::files).orElse(List.of());
    if (files.isEmpty()) {
      return List.of();
    }
    boolean isDeadLetter = files.getFirst().startsWith(LakeTable.DEAD_LETTERS.name() + "/");
    LakeTable table = isDeadLetter ? LakeTable.DEAD_LETTERS : LakeTable.EVENTS;
    String position = position(receipt.position());
    List<RowSql> all = new ArrayList<>();
    all.add(
        new RowSql(
            "Presto",
            "SELECT * FROM " + table.name() + "\nWHERE " + partitions(table, files) + position));
    if (files.size() <= MOST_FILES) {
      all.add(new RowSql("DuckDB", duckDb(files, position)));
      all.add(new RowSql("Spark SQL", spark(files, position)));
    }
    return all;
  }

  private static String position(Position at) {
    return "kafka_topic = "
        + quoted(at.topic())
        + " AND kafka_partition = "
        + at.partition()
        + " AND kafka_offset = "
        + at.offset();
  }

  /** Conditions that let the engine read few partitions. */
  private static String partitions(LakeTable table, List<String> files) {
    List<List<String>> ofFiles =
        files.stream()
            .map(file -> HivePath.of(HivePath.partitionOf(file) + "/file").values())
            .toList();
    StringBuilder conditions = new StringBuilder();
    List<Column> keys = table.partitionKeys();
    for (int i = 0; i < keys.size(); i++) {
      int key = i;
      List<String> values =
          ofFiles.stream().map(folder -> folder.get(key)).distinct().sorted().toList();
      if (values.size() <= MOST_VALUES) {
        conditions.append(keys.get(key).name()).append(in(values)).append(" AND ");
      }
    }
    return conditions.append('\n').append("  ").toString();
  }

  private static String in(List<String> values) {
    return values.size() == 1
        ? " = " + quoted(values.getFirst())
        : values.stream().map(RowSql::quoted).collect(Collectors.joining(", ", " IN (", ")"));
  }

  private static String duckDb(List<String> files, String position) {
    return files.stream()
        .map(file -> quoted("LAKE/" + file))
        .collect(
            Collectors.joining(
                ",\n  ",
                "SELECT * FROM read_parquet([\n  ",
                "],\n  hive_partitioning=true, hive_types_autocast=false, union_by_name=true)\n"
                    + "WHERE "
                    + position));
  }

  private static String spark(List<String> files, String position) {
    return files.stream()
        .map(file -> "SELECT * FROM parquet.`LAKE/" + file + "`\nWHERE " + position)
        .collect(Collectors.joining(";\n"));
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
