package dev.tributary.pipeline.audit;

import dev.tributary.ledger.record.HivePath;
import dev.tributary.schemas.columns.LakeTable;

/**
 * Which partitions an audit recounts.
 *
 * @param dt the day, yyyy-MM-dd; empty: all days
 * @param hour the hour of events, HH; empty: all hours
 */
public record AuditScope(String dt, String hour) {
  /** The whole lake. */
  public static final AuditScope ALL = new AuditScope("", "");

  public AuditScope {
    check("--dt", dt, "yyyy-MM-dd, a day in UTC", "/dt=" + dt + "/hour=00/file");
    check("--hour", hour, "00 to 23, in UTC", "/dt=2000-01-01/hour=" + hour + "/file");
    if (dt.isEmpty() && !hour.isEmpty()) {
      throw new IllegalArgumentException("--hour needs --dt: " + hour);
    }
  }

  private static void check(String option, String value, String rule, String path) {
    boolean isValue = value.isEmpty() || value.indexOf('/') < 0 && isPartition(path);
    if (!isValue) {
      throw new IllegalArgumentException(option + " must be " + rule + ": " + value);
    }
  }

  private static boolean isPartition(String path) {
    return HivePath.of(LakeTable.EVENTS.name() + "/event_type=a" + path)
        .isPartitionOf(LakeTable.EVENTS);
  }

  /** Whether it is the whole lake: then rows can be counted against each lane's ranges. */
  boolean isAll() {
    return dt.isEmpty();
  }

  /** Whether the partition is one of these; dead letters have no hour. */
  boolean has(String partition) {
    boolean isEvents = partition.startsWith(LakeTable.EVENTS.name() + "/");
    boolean isDay = dt.isEmpty() || (partition + "/").contains("/dt=" + dt + "/");
    boolean isHour = hour.isEmpty() || isEvents && partition.endsWith("/hour=" + hour);
    return isDay && isHour;
  }
}
