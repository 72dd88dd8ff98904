package dev.tributary.pipeline.lake.metastore;

import dev.tributary.schemas.columns.LakeTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.hadoop.hive.metastore.api.FieldSchema;
import org.apache.hadoop.hive.metastore.api.Table;

/**
 * What an existing table lacks of the one that is wanted. Columns that it has beyond it stay; new
 * ones come last, so that partitions that know fewer still fit. Pure.
 */
final class TableUpgrade {
  private final Table table;
  private final List<String> lines = new ArrayList<>();
  private boolean changesTypes;

  private TableUpgrade(Table table) {
    this.table = table;
  }

  /**
   * Compares.
   *
   * @param location where the table must be, as a URI
   * @throws IllegalStateException when the table can't be made what is wanted; says why
   */
  static TableUpgrade of(LakeTable wanted, String location, Table existing) {
    var upgrade = new TableUpgrade(existing.deepCopy());
    upgrade.checkPartitionKeys(wanted);
    upgrade.checkLocation(location);
    upgrade.columns(wanted);
    upgrade.comment(wanted);
    return upgrade;
  }

  /** A line for each change; none when it is as wanted. */
  List<String> lines() {
    return lines;
  }

  /**
   * Whether a column has more inside it. Then partitions must learn that too: Presto reads a
   * partition's files by the partition's types, and would leave out what is new in an hour that was
   * begun before.
   */
  boolean changesTypes() {
    return changesTypes;
  }

  /** The table as it should be. */
  Table table() {
    return table;
  }

  private String name() {
    return table.getDbName() + "." + table.getTableName();
  }

  /** In a table of another lake an hour that both have would be that lake's, without a word. */
  private void checkLocation(String wanted) {
    String location = table.getSd().getLocation();
    if (!HiveMetastore.below(wanted, location).equals(Optional.of(""))) {
      throw new IllegalStateException(
          "Cannot use the table "
              + name()
              + ": it is of the lake at "
              + location
              + ", and this lake's is at "
              + wanted
              + ". Give a metastore that is this lake's own, or drop the table there (its files"
              + " stay) and run the tool tables");
    }
  }

  private void checkPartitionKeys(LakeTable wanted) {
    List<String> keys = table.getPartitionKeys().stream().map(FieldSchema::getName).toList();
    List<String> wantedKeys = wanted.partitionKeys().stream().map(key -> key.name()).toList();
    if (!keys.equals(wantedKeys)) {
      throw new IllegalStateException(
          "Cannot use the table "
              + name()
              + ": its partition keys must be "
              + wantedKeys
              + ": "
              + keys);
    }
  }

  private void columns(LakeTable wanted) {
    Map<String, FieldSchema> existing = new HashMap<>();
    table.getSd().getCols().forEach(column -> existing.put(column.getName(), column));
    for (FieldSchema column : HiveTables.fields(wanted.columns())) {
      FieldSchema old = existing.get(column.getName());
      if (old == null) {
        table.getSd().addToCols(column);
        lines.add("add column " + name() + "." + column.getName() + " " + column.getType());
      } else {
        change(old, column);
      }
    }
  }

  private void change(FieldSchema old, FieldSchema column) {
    String place = name() + "." + column.getName();
    if (!old.getType().equals(column.getType())) {
      if (!old.getType().contains("struct<") || !column.getType().contains("struct<")) {
        throw new IllegalStateException(
            "Cannot use the column "
                + place
                + ": its type must be "
                + column.getType()
                + ": "
                + old.getType());
      }
      lines.add("change column " + place + " to " + column.getType());
      old.setType(column.getType());
      changesTypes = true;
    }
    if (!Objects.equals(old.getComment(), column.getComment())) {
      lines.add("comment column " + place);
      old.setComment(column.getComment());
    }
  }

  private void comment(LakeTable wanted) {
    if (!wanted.comment().equals(table.getParameters().get("comment"))) {
      lines.add("comment table " + name());
      table.putToParameters("comment", wanted.comment());
    }
  }
}
