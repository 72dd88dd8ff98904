package dev.tributary.it.types;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.pipeline.lake.metastore.MetastoreAddress;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.hive.metastore.api.FieldSchema;
import org.apache.hadoop.hive.metastore.api.SerDeInfo;
import org.apache.hadoop.hive.metastore.api.StorageDescriptor;
import org.apache.hadoop.hive.metastore.api.Table;
import org.apache.hadoop.hive.metastore.api.ThriftHiveMetastore;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.transport.TSocket;

/** A view of another owner, as another Presto on the same metastore makes it: ours writes none. */
final class ForeignView {
  private static final String DEFINITION =
      "{'originalSql':'SELECT 1 AS theirs','catalog':'hive','schema':'SCHEMA',"
          + "'columns':[{'name':'theirs','type':'integer'}],'runAsInvoker':true}";

  private ForeignView() {}

  /** Its one row has a 1 in the column {@code theirs}. */
  static void make(MetastoreAddress address, String name) throws Exception {
    var storage = new StorageDescriptor();
    storage.setCols(new ArrayList<>(List.of(new FieldSchema("theirs", "int", null))));
    storage.setSerdeInfo(new SerDeInfo(name, null, new HashMap<>()));
    storage.setParameters(new HashMap<>());
    var view = new Table();
    view.setDbName(address.database());
    view.setTableName(name);
    view.setOwner("another");
    view.setTableType("VIRTUAL_VIEW");
    view.setSd(storage);
    view.setParameters(new HashMap<>(Map.of("presto_view", "true", "comment", "Presto View")));
    view.setPartitionKeys(new ArrayList<>());
    String json = DEFINITION.replace("SCHEMA", address.database()).replace('\'', '"');
    String encoded = Base64.getEncoder().encodeToString(json.getBytes(UTF_8));
    view.setViewOriginalText("/* Presto View: " + encoded + " */");
    view.setViewExpandedText("/* Presto View */");
    try (var socket = new TSocket(address.host(), address.port(), 60_000)) {
      socket.open();
      new ThriftHiveMetastore.Client(new TBinaryProtocol(socket)).create_table(view);
    }
  }
}
