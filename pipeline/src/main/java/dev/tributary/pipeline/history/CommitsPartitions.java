package dev.tributary.pipeline.history;

import dev.tributary.pipeline.lake.metastore.HiveMetastore;
import dev.tributary.pipeline.lake.metastore.MetastoreAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.thrift.TException;

/**
 * The table's partitions in a metastore: each names the folder that has its day's current files.
 */
interface CommitsPartitions {
  /**
   * Makes each partition name its folder, and reads that back.
   *
   * @param uris the folders by partition name, {@code dt=…}
   * @return what was changed, a line each
   */
  List<String> locate(Map<String, String> uris) throws TException;

  /** Those of the metastore; where there is none nothing has to be located. */
  static CommitsPartitions in(Optional<MetastoreAddress> address) {
    return address.isEmpty() ? uris -> List.of() : uris -> locate(address.get(), uris);
  }

  private static List<String> locate(MetastoreAddress address, Map<String, String> uris)
      throws TException {
    try (var metastore = new HiveMetastore(address)) {
      return locate(metastore, uris);
    }
  }

  /** The same by a connection that is open. */
  static List<String> locate(HiveMetastore metastore, Map<String, String> uris) throws TException {
    List<String> changed = new ArrayList<>();
    Map<String, String> found = metastore.locations(CommitsFile.FOLDER, names(metastore));
    for (Map.Entry<String, String> wanted : new TreeMap<>(uris).entrySet()) {
      String location = found.get(wanted.getKey());
      if (location != null && HiveMetastore.isSameLocation(location, wanted.getValue())) {
        continue;
      }
      List<String> values = List.of(wanted.getKey().substring("dt=".length()));
      String now =
          location == null
              ? metastore.ensurePartition(CommitsFile.FOLDER, values, wanted.getValue())
              : metastore.relocate(CommitsFile.FOLDER, values, wanted.getValue());
      if (!HiveMetastore.isSameLocation(now, wanted.getValue())) {
        throw new TException(
            "the partition " + wanted.getKey() + " of the table commits is at " + now);
      }
      changed.add("locate partition commits/" + wanted.getKey() + " at " + wanted.getValue());
    }
    return changed;
  }

  private static List<String> names(HiveMetastore metastore) throws TException {
    return metastore.partitions(CommitsFile.FOLDER);
  }
}
