package dev.tributary.pipeline.lake.metastore;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.hadoop.hive.metastore.api.AddPartitionsRequest;
import org.apache.hadoop.hive.metastore.api.AlreadyExistsException;
import org.apache.hadoop.hive.metastore.api.Database;
import org.apache.hadoop.hive.metastore.api.DropPartitionsRequest;
import org.apache.hadoop.hive.metastore.api.EnvironmentContext;
import org.apache.hadoop.hive.metastore.api.NoSuchObjectException;
import org.apache.hadoop.hive.metastore.api.Partition;
import org.apache.hadoop.hive.metastore.api.RequestPartsSpec;
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
  private static final int TIMEOUT_MILLIS = 10_000;
  private static final int PARTITIONS_A_CALL = 200;

  /** For a change of each partition of a table. */
  private static final int CASCADE_TIMEOUT_MILLIS = 60_000;

  private final MetastoreAddress address;
  private final String database;
  private final TSocket socket;
  private final ThriftHiveMetastore.Client client;
  private final Map<String, Table> tables = new HashMap<>();

  /** Connects; a call that takes longer than 10 s fails. */
  public HiveMetastore(MetastoreAddress address) throws TException {
    this.address = address;
    database = address.database();
    socket = new TSocket(address.host(), address.port(), TIMEOUT_MILLIS);
    socket.open();
    client = new ThriftHiveMetastore.Client(new TBinaryProtocol(socket));
  }

  MetastoreAddress address() {
    return address;
  }

  String database() {
    return database;
  }

  boolean hasDatabase() throws TException {
    try {
      client.get_database(database);
      return true;
    } catch (NoSuchObjectException missing) {
      return false;
    }
  }

  void createDatabase() throws TException {
    try {
      client.create_database(new Database(database, "Tributary's events", null, new HashMap<>()));
    } catch (AlreadyExistsException made) {
      // somebody else was faster
    }
  }

  /** Whether there is the table. */
  public boolean hasTable(String name) throws TException {
    return hasDatabase() && find(name).isPresent();
  }

  /** The table or view, if there is one. */
  Optional<Table> find(String name) throws TException {
    try {
      return Optional.of(client.get_table(database, name));
    } catch (NoSuchObjectException missing) {
      return Optional.empty();
    }
  }

  void create(Table table) throws TException {
    try {
      client.create_table(table);
    } catch (AlreadyExistsException made) {
      // somebody else was faster, with the same words
    }
  }

  /** Replaces a table's or view's description; partitions keep the columns that they know. */
  void replace(Table table) throws TException {
    replace(table, Map.of("DO_NOT_UPDATE_STATS", "true"));
  }

  /** Replaces a table's description; partitions get its columns. */
  void replaceWithPartitions(Table table) throws TException {
    socket.setTimeout(CASCADE_TIMEOUT_MILLIS);
    replace(table, Map.of("DO_NOT_UPDATE_STATS", "true", "CASCADE", "true"));
    socket.setTimeout(TIMEOUT_MILLIS);
  }

  private void replace(Table table, Map<String, String> properties) throws TException {
    var context = new EnvironmentContext();
    context.setProperties(new HashMap<>(properties));
    client.alter_table_with_environment_context(database, table.getTableName(), table, context);
  }

  /** The names of a table's partitions, {@code key=value/…}; none when there is no such table. */
  public List<String> partitions(String tableName) throws TException {
    try {
      return client.get_partition_names(database, tableName, (short) -1);
    } catch (NoSuchObjectException missing) {
      return List.of();
    }
  }

  /** Where partitions are, as URIs by their names; those that are not there are left out. */
  public Map<String, String> locations(String tableName, List<String> names) throws TException {
    Map<String, String> locations = new HashMap<>();
    find(tableName, names)
        .forEach((name, partition) -> locations.put(name, partition.getSd().getLocation()));
    return locations;
  }

  /** A parameter of partitions by their names; those that do not have it are left out. */
  public Map<String, String> parameters(String tableName, List<String> names, String key)
      throws TException {
    Map<String, String> values = new HashMap<>();
    find(tableName, names)
        .forEach((name, partition) -> values.put(name, partition.getParameters().get(key)));
    values.values().removeIf(Objects::isNull);
    return values;
  }

  private Map<String, Partition> find(String tableName, List<String> names) throws TException {
    List<String> keys = new ArrayList<>();
    client.get_table(database, tableName).getPartitionKeys().forEach(k -> keys.add(k.getName()));
    Map<String, Partition> found = new HashMap<>();
    for (int from = 0; from < names.size(); from += PARTITIONS_A_CALL) {
      List<String> some = names.subList(from, Math.min(from + PARTITIONS_A_CALL, names.size()));
      for (Partition partition :
          client.get_partitions_by_names(database, tableName, new ArrayList<>(some))) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
          parts.add(keys.get(i) + "=" + partition.getValues().get(i));
        }
        found.put(String.join("/", parts), partition);
      }
    }
    return found;
  }

  /**
   * Takes partitions of a table out of the metastore; their files stay.
   *
   * @param names as {@link #partitions} has them
   */
  public void dropPartitions(String tableName, List<String> names) throws TException {
    for (int from = 0; from < names.size(); from += PARTITIONS_A_CALL) {
      List<String> some = names.subList(from, Math.min(from + PARTITIONS_A_CALL, names.size()));
      var request =
          new DropPartitionsRequest(
              database, tableName, RequestPartsSpec.names(new ArrayList<>(some)));
      request.setDeleteData(false);
      request.setIfExists(true);
      request.setNeedResult(false);
      client.drop_partitions_req(request);
    }
  }

  /** Removes a view. */
  void drop(String view) throws TException {
    client.drop_table(database, view, /* deleteData= */ false);
  }

  /**
   * Adds the partition at the location when it is missing.
   *
   * @return where the partition is
   */
  public String ensurePartition(String tableName, List<String> values, String location)
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
    request.setNeedResult(true);
    List<Partition> added = client.add_partitions_req(request).getPartitions();
    return added == null || added.isEmpty() ? location(tableName, values) : location;
  }

  /** Where the partition is, as a URI. */
  public String location(String tableName, List<String> values) throws TException {
    return client.get_partition(database, tableName, values).getSd().getLocation();
  }

  /**
   * Changes where the partition is, and nothing else of it, and reads that back. The metastore
   * can't compare before it changes: one program at a time may do this.
   *
   * @return where the partition is now
   */
  public String relocate(String tableName, List<String> values, String location) throws TException {
    return relocate(tableName, values, location, Map.of());
  }

  /**
   * The same, and sets parameters of the partition in the same step.
   *
   * @return where the partition is now
   */
  public String relocate(
      String tableName, List<String> values, String location, Map<String, String> parameters)
      throws TException {
    Partition partition = client.get_partition(database, tableName, values);
    partition.getSd().setLocation(location);
    parameters.forEach(partition::putToParameters);
    var context = new EnvironmentContext();
    context.setProperties(new HashMap<>(Map.of("DO_NOT_UPDATE_STATS", "true")));
    client.alter_partition_with_environment_context(database, tableName, partition, context);
    return location(tableName, values);
  }

  /** Whether two locations are one: a metastore writes {@code file:///a} as {@code file:/a}. */
  public static boolean isSameLocation(String one, String other) {
    return Location.of(one).equals(Location.of(other));
  }

  /**
   * The way from a folder to a location, see {@link Location#below}.
   *
   * @return nothing when the location is outside of the folder
   */
  public static Optional<String> below(String folder, String location) {
    return Location.of(location).below(Location.of(folder));
  }

  @Override
  public void close() {
    socket.close();
  }
}
