package dev.tributary.pipeline.keep;

import dev.tributary.ledger.record.FileSize;
import dev.tributary.ledger.record.HivePath;
import dev.tributary.schemas.columns.LakeTable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The valid files of one partition, by their names, and where they belong. */
final class PartitionFiles {
  private final String partition;
  private final Map<String, FileSize> byName = new TreeMap<>();
  private String location;
  private Instant lastCommit = Instant.EPOCH;

  PartitionFiles(String partition) {
    this.partition = partition;
    this.location = partition;
  }

  void add(String path, FileSize size, Instant at) {
    put(path, size);
    lastCommit = at.isAfter(lastCommit) ? at : lastCommit;
  }

  void put(String path, FileSize size) {
    byName.put(name(path), size);
  }

  void remove(String path) {
    byName.remove(name(path));
  }

  void locate(String folder) {
    location = folder;
  }

  private static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** Table and partition folders. */
  String partition() {
    return partition;
  }

  /** Where the files belong. */
  String location() {
    return location;
  }

  /** Whether they are in the partition's own folder: nothing was rewritten yet. */
  boolean isAtHome() {
    return location.equals(partition);
  }

  /** The files' sizes by their names. */
  Map<String, FileSize> byName() {
    return byName;
  }

  /** When the newest of them was committed. */
  Instant lastCommit() {
    return lastCommit;
  }

  /** Whether they are events of none of the types. */
  boolean isForgotten(Set<String> eventTypes) {
    HivePath path = path();
    return path.table().equals(LakeTable.EVENTS.name())
        && !eventTypes.contains(path.values().get(0));
  }

  HivePath path() {
    return HivePath.of(partition + "/file");
  }

  /** Whether it is an hour of events. */
  boolean isHour() {
    return path().isPartitionOf(LakeTable.EVENTS);
  }

  /** Where its hour ends. */
  Instant end() {
    HivePath path = path();
    return LocalDate.parse(path.values().get(1))
        .atTime(Integer.parseInt(path.values().get(2)), 0)
        .plusHours(1)
        .toInstant(ZoneOffset.UTC);
  }
}
