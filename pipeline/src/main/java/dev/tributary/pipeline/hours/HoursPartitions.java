package dev.tributary.pipeline.hours;

import dev.tributary.pipeline.lake.metastore.HiveMetastore;
import dev.tributary.pipeline.lake.metastore.MetastoreAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.thrift.TException;

/**
 * The table's partitions in a metastore: each names the folder of its day's current file, and has
 * the time up to which the day is sealed as a parameter.
 */
interface HoursPartitions {
  /** The parameter: RFC 3339, UTC; {@code none} where no hour of the day is sealed. */
  String SEALED_UNTIL = "tributary.sealed_until";

  /**
   * What a partition must be.
   *
   * @param uri its folder
   * @param sealedUntil the parameter
   */
  record Wanted(String uri, String sealedUntil) {}

  /**
   * Makes each partition so.
   *
   * @param days what they must be, by day
   * @return what was changed, a line each
   */
  List<String> locate(Map<String, Wanted> days) throws TException;

  /** Those of the metastore; where there is none nothing has to be located. */
  static HoursPartitions in(Optional<MetastoreAddress> address) {
    return address.isEmpty() ? days -> List.of() : days -> locate(address.get(), days);
  }

  private static List<String> locate(MetastoreAddress address, Map<String, Wanted> days)
      throws TException {
    try (var metastore = new HiveMetastore(address)) {
      return locate(metastore, days);
    }
  }

  /** The same by a connection that is open. */
  static List<String> locate(HiveMetastore metastore, Map<String, Wanted> days) throws TException {
    if (days.isEmpty()) {
      return List.of();
    }
    String table = HoursFile.FOLDER;
    List<String> names = metastore.partitions(table);
    Map<String, String> locations = metastore.locations(table, names);
    Map<String, String> parameters = metastore.parameters(table, names, SEALED_UNTIL);
    List<String> changed = new ArrayList<>();
    for (Map.Entry<String, Wanted> day : new TreeMap<>(days).entrySet()) {
      String name = "dt=" + day.getKey();
      String uri = day.getValue().uri();
      String until = day.getValue().sealedUntil();
      String location = locations.get(name);
      boolean isThere = location != null && HiveMetastore.isSameLocation(location, uri);
      if (isThere && until.equals(parameters.get(name))) {
        continue;
      }
      List<String> values = List.of(day.getKey());
      metastore.ensurePartition(table, values, uri);
      String now = metastore.relocate(table, values, uri, Map.of(SEALED_UNTIL, until));
      if (!HiveMetastore.isSameLocation(now, uri)) {
        throw new TException("the partition " + name + " of the table hours is at " + now);
      }
      changed.add("locate partition hours/" + name + " at " + uri + ", sealed until " + until);
    }
    return changed;
  }
}
