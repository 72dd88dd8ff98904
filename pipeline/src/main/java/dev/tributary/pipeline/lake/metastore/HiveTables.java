package dev.tributary.pipeline.lake.metastore;

import dev.tributary.schemas.columns.Column;
import dev.tributary.schemas.columns.LakeTable;
import dev.tributary.schemas.views.LakeView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.hive.metastore.api.FieldSchema;
import org.apache.hadoop.hive.metastore.api.SerDeInfo;
import org.apache.hadoop.hive.metastore.api.StorageDescriptor;
import org.apache.hadoop.hive.metastore.api.Table;

/** The lake's tables and views in a metastore's words. Pure. */
final class HiveTables {
  /** Whose the tables and views are that this program may change. */
  static final String OWNER = "tributary";

  private static final String FORMAT = "org.apache.hadoop.hive.ql.io.parquet.";

  private HiveTables() {}

  /** An external table over the folder. */
  static Table table(LakeTable lakeTable, String database, String location) {
    var storage = new StorageDescriptor();
    storage.setCols(fields(lakeTable.columns()));
    storage.setLocation(location);
    storage.setInputFormat(FORMAT + "MapredParquetInputFormat");
    storage.setOutputFormat(FORMAT + "MapredParquetOutputFormat");
    storage.setSerdeInfo(
        new SerDeInfo(lakeTable.name(), FORMAT + "serde.ParquetHiveSerDe", new HashMap<>()));
    storage.setParameters(new HashMap<>());
    Table table = named(database, lakeTable.name(), "EXTERNAL_TABLE", storage);
    table.setParameters(new HashMap<>(Map.of("EXTERNAL", "TRUE", "comment", lakeTable.comment())));
    table.setPartitionKeys(fields(lakeTable.partitionKeys()));
    return table;
  }

  /** A view as Presto keeps its own: opaque to other engines. */
  static Table view(LakeView view, MetastoreAddress address) {
    var storage = new StorageDescriptor();
    storage.setCols(fields(view.columns().stream().map(LakeView.Shown::column).toList()));
    storage.setSerdeInfo(new SerDeInfo(view.name(), null, new HashMap<>()));
    storage.setParameters(new HashMap<>());
    Table table = named(address.database(), view.name(), "VIRTUAL_VIEW", storage);
    table.setParameters(new HashMap<>(Map.of("presto_view", "true", "comment", "Presto View")));
    table.setPartitionKeys(new ArrayList<>());
    table.setViewOriginalText(PrestoView.text(view, address));
    table.setViewExpandedText("/* Presto View */");
    return table;
  }

  private static Table named(String database, String name, String type, StorageDescriptor storage) {
    var table = new Table();
    table.setDbName(database);
    table.setTableName(name);
    table.setOwner(OWNER);
    table.setTableType(type);
    table.setSd(storage);
    return table;
  }

  /** Fields as a metastore has them. */
  static List<FieldSchema> fields(List<Column> columns) {
    var fields = new ArrayList<FieldSchema>();
    columns.forEach(c -> fields.add(new FieldSchema(c.name(), c.hiveType(), c.comment())));
    return fields;
  }
}
