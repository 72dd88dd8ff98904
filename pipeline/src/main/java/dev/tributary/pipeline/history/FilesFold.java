package dev.tributary.pipeline.history;

import dev.tributary.ledger.read.OpenSwaps;
import dev.tributary.ledger.record.FileSize;
import dev.tributary.ledger.record.Generation;
import dev.tributary.ledger.record.HivePath;
import dev.tributary.ledger.record.LogRecord;
import dev.tributary.ledger.record.StagedFile;
import dev.tributary.schemas.columns.LakeTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The valid files of a log's oldest part, with their sizes, and the records that say the same in
 * short: for each partition one that puts its files where they are. Pure.
 */
final class FilesFold {
  private final Map<String, Map<String, Optional<FileSize>>> partitions = new TreeMap<>();
  private final Map<String, String> locations = new HashMap<>();
  private final Set<String> eventTypes = new HashSet<>();
  private final OpenSwaps open = new OpenSwaps();
  private Optional<LogRecord.Keeper> keeper = Optional.empty();

  /** Takes the next record. */
  void add(LogRecord record) {
    if (record instanceof LogRecord.Snapshot snapshot) {
      retain(snapshot.eventTypes());
    } else if (record instanceof LogRecord.Commit commit) {
      for (StagedFile file : commit.batch().files()) {
        put(file.path(), Optional.of(new FileSize(file.rows(), file.bytes())));
      }
    } else if (record instanceof LogRecord.Keeping keeping) {
      open.add(keeping);
      if (keeping instanceof LogRecord.Keeper newest) {
        keeper = Optional.of(newest);
      } else if (keeping instanceof LogRecord.Swapped swapped) {
        swap(swapped);
      } else if (keeping instanceof LogRecord.Expired expired) {
        expire(expired);
      }
    }
  }

  /** Snapshots are many, and only few of them forget a type. */
  private void retain(Set<String> types) {
    if (!types.containsAll(eventTypes)) {
      partitions.keySet().removeIf(partition -> isForgotten(partition, types));
      locations.keySet().removeIf(partition -> isForgotten(partition, types));
      open.retain(types);
    }
    eventTypes.clear();
    eventTypes.addAll(types);
  }

  private static boolean isForgotten(String partition, Set<String> eventTypes) {
    return eventType(partition).filter(type -> !eventTypes.contains(type)).isPresent();
  }

  /** None of dead letters. */
  private static Optional<String> eventType(String partition) {
    HivePath path = HivePath.of(partition + "/file");
    return path.table().equals(LakeTable.EVENTS.name())
        ? Optional.of(path.values().get(0))
        : Optional.empty();
  }

  private Map<String, Optional<FileSize>> files(String partition) {
    Map<String, Optional<FileSize>> files = partitions.get(partition);
    if (files == null) {
      files = new TreeMap<>();
      partitions.put(partition, files);
      eventType(partition).ifPresent(eventTypes::add);
    }
    return files;
  }

  private void put(String path, Optional<FileSize> size) {
    files(HivePath.partitionOf(path)).put(name(path), size);
  }

  private static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private void swap(LogRecord.Swapped swapped) {
    Map<String, Optional<FileSize>> files = files(swapped.partition());
    swapped.from().files().forEach(path -> files.remove(name(path)));
    Generation to = swapped.to();
    for (int i = 0; i < to.files().size(); i++) {
      put(
          to.files().get(i),
          to.sizes().isEmpty() ? Optional.empty() : Optional.of(to.sizes().get(i)));
    }
    locations.put(swapped.partition(), to.location());
  }

  private void expire(LogRecord.Expired expired) {
    Map<String, Optional<FileSize>> files = files(expired.partition());
    expired.from().files().forEach(path -> files.remove(name(path)));
    if (files.isEmpty()) {
      partitions.remove(expired.partition());
    }
    locations.remove(expired.partition());
  }

  /** Whether a swap is not at its end: no record in short says that. */
  boolean hasOpenSwaps() {
    return !open.all().isEmpty();
  }

  /** The records that say the same. */
  List<LogRecord> records() {
    List<LogRecord> records = new ArrayList<>();
    keeper.ifPresent(records::add);
    partitions.forEach(
        (partition, files) -> {
          String location = locations.getOrDefault(partition, partition);
          List<String> known = new ArrayList<>();
          List<FileSize> sizes = new ArrayList<>();
          List<String> unknown = new ArrayList<>();
          files.forEach(
              (name, size) -> {
                (size.isPresent() ? known : unknown).add(location + "/" + name);
                size.ifPresent(sizes::add);
              });
          boolean isElsewhere = files.isEmpty() && !location.equals(partition);
          if (!known.isEmpty() || isElsewhere) {
            records.add(record(partition, new Generation(location, known, sizes)));
          }
          if (!unknown.isEmpty()) {
            records.add(record(partition, new Generation(location, unknown)));
          }
        });
    return records;
  }

  private static LogRecord record(String partition, Generation files) {
    return new LogRecord.Swapped(
        LogRecord.FORMAT,
        LogRecord.NO_SNAPSHOT,
        Instant.EPOCH.toString(),
        partition,
        new Generation(files.location(), List.of()),
        files);
  }
}
