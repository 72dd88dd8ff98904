package dev.tributary.pipeline.keep;

import dev.tributary.ledger.record.HivePath;
import dev.tributary.pipeline.lake.files.LakeFiles;
import dev.tributary.pipeline.lake.metastore.HiveMetastore;
import dev.tributary.pipeline.lake.metastore.MetastoreAddress;
import java.util.List;
import java.util.Map;
import org.apache.thrift.TException;

/** The location of partitions in a Hive metastore: a connection for each change. */
final class HiveLocating implements Locating {
  private final MetastoreAddress address;
  private final LakeFiles files;

  HiveLocating(MetastoreAddress address, LakeFiles files) {
    this.address = address;
    this.files = files;
  }

  @Override
  public boolean isAt(String partition, String location) throws TException {
    HivePath path = HivePath.of(partition + "/file");
    try (var metastore = new HiveMetastore(address)) {
      String uri = metastore.ensurePartition(path.table(), path.values(), files.uri(location));
      return isSame(uri, location);
    }
  }

  @Override
  public void change(String partition, String location) throws TException {
    HivePath path = HivePath.of(partition + "/file");
    try (var metastore = new HiveMetastore(address)) {
      String uri = files.uri(location);
      String found = metastore.ensurePartition(path.table(), path.values(), uri);
      if (!isSame(found, location)) {
        found = metastore.relocate(path.table(), path.values(), uri);
      }
      if (!isSame(found, location)) {
        throw new IllegalStateException(
            "Cannot change the location of "
                + partition
                + ": the metastore must name "
                + uri
                + ": "
                + found);
      }
    }
  }

  @Override
  public void drop(String partition) throws TException {
    HivePath path = HivePath.of(partition + "/file");
    List<String> name = List.of(partition.substring(path.table().length() + 1));
    try (var metastore = new HiveMetastore(address)) {
      metastore.dropPartitions(path.table(), name);
      Map<String, String> found = metastore.locations(path.table(), name);
      if (!found.isEmpty()) {
        throw new IllegalStateException(
            "Cannot take " + partition + " out of the metastore: it is there: " + found.values());
      }
    }
  }

  /** A metastore may write a URI in its own way; what the lake names is the same. */
  private static boolean isSame(String uri, String location) {
    return uri.endsWith("/" + location);
  }
}
