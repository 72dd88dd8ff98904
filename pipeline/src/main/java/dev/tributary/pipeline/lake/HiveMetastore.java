package dev.tributary.pipeline.lake;

import dev.tributary.schemas.Column;
import dev.tributary.schemas.LakeTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.hive.metastore.api.AddPartitionsRequest;
import org.apache.hadoop.hive.metastore.api.AlreadyExistsException;
import org.apache.hadoop.hive.metastore.api.FieldSchema;
import org.apache.hadoop.hive.metastore.api.NoSuchObjectException;
import org.apache.hadoop.hive.metastore.api.Partition;
import org.apache.hadoop.hive.metastore.api.SerDeInfo;
import org.apache.hadoop.hive.metastore.api.StorageDescriptor;
import org.apache.hadoop.hive.metastore.api.Table;
import org.apache.hadoop.hive.metastore.api.ThriftHiveMetastore;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.transport.TSocket;

/**
 * One connection to a Hive metastore over raw Thrift: no Hadoop, no Hive client. Not thread safe;
 * after a {@link TException} close it and open another.
 */
public final class HiveMetastore implements AutoCloseable {
  private static final String FORMAT = "org.apache.hadoop.hive.ql.io.parquet.";

  private final String database;
  private final TSocket socket;
  private final ThriftHiveMetastore.Client client;
  private final Map<String, Table> tables = new HashMap<>();

  /** Connects; a call that takes longer than 60 s fails. */
  public HiveMetastore(MetastoreAddress address) throws TException {
    database = address.database();
    socket = new TSocket(address.host(), address.port(), 60_000);
    socket.open();
    client = new ThriftHiveMetastore.Client(new TBinaryProtocol(socket));
  }

  /**
   * Makes the external table over the folder when it is missing. An existing one stays as it is.
   */
  public void ensureTable(LakeTable table, String location) throws TException {
    try {
      client.get_table(database, table.name());
    } catch (NoSuchObjectException missing) {
      try {
        client.create_table(describe(table, location));
      } catch (AlreadyExistsException made) {
        // somebody else was faster, with the same words
      }
    }
  }

  private Table describe(LakeTable lakeTable, String location) {
    var storage = new StorageDescriptor();
    storage.setCols(fields(lakeTable.columns()));
    storage.setLocation(location);
    storage.setInputFormat(FORMAT + "MapredParquetInputFormat");
    storage.setOutputFormat(FORMAT + "MapredParquetOutputFormat");
    storage.setSerdeInfo(
        new SerDeInfo(lakeTable.name(), FORMAT + "serde.ParquetHiveSerDe", new HashMap<>()));
    storage.setParameters(new HashMap<>());
    var table = new Table();
    table.setDbName(database);
    table.setTableName(lakeTable.name());
    table.setOwner("tributary");
    table.setTableType("EXTERNAL_TABLE");
    table.setParameters(new HashMap<>(Map.of("EXTERNAL", "TRUE", "comment", lakeTable.comment())));
    table.setPartitionKeys(fields(lakeTable.partitionKeys()));
    table.setSd(storage);
    return table;
  }

  private static List<FieldSchema> fields(List<Column> columns) {
    var fields = new ArrayList<FieldSchema>();
    columns.forEach(c -> fields.add(new FieldSchema(c.name(), c.hiveType(), c.comment())));
    return fields;
  }

  /** Adds the partition at the location when it is missing. */
  public void ensurePartition(String tableName, List<String> values, String location)
      throws TException {
    Table table = tables.get(tableName);
    if (table == null) {
      table = client.get_table(database, tableName);
      tables.put(tableName, table);
    }
    StorageDescriptor storage = table.getSd().deepCopy();
    storage.setLocation(location);
    var partition =
        new Partition(
            new ArrayList<>(values),
            database,
            tableName,
            0,
            0,
            storage,
            // statistics would make the metastore list the folder
            new HashMap<>(Map.of("DO_NOT_UPDATE_STATS", "true")));
    var request =
        new AddPartitionsRequest(
            database, tableName, new ArrayList<>(List.of(partition)), /* ifNotExists= */ true);
    request.setNeedResult(false);
    client.add_partitions_req(request);
  }

  @Override
  public void close() {
    socket.close();
  }
}
