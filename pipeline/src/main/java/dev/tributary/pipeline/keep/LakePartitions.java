package dev.tributary.pipeline.keep;

import dev.tributary.ledger.read.LogEntry;
import dev.tributary.ledger.read.OpenSwaps;
import dev.tributary.ledger.record.FileSize;
import dev.tributary.ledger.record.Generation;
import dev.tributary.ledger.record.HivePath;
import dev.tributary.ledger.record.LogRecord;
import dev.tributary.ledger.record.StagedFile;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the keeper knows of the lake, by the whole commit log: the partitions with their files and
 * sizes, the swaps that are not at their end, what is not published, and who the keeper is.
 */
final class LakePartitions {
  private static final FileSize UNKNOWN = new FileSize(0, 0);

  private final Map<String, PartitionFiles> partitions = new TreeMap<>();
  private final Map<Long, Set<String>> unpublished = new TreeMap<>();
  private final OpenSwaps open = new OpenSwaps();
  private final Set<String> eventTypes = new HashSet<>();
  private String keeper = "";
  private String keeperAt = "";
  private long snapshot = LogRecord.NO_SNAPSHOT;
  private long sequence = -1;

  /** Takes the next record of the log. */
  void add(LogEntry entry) {
    LogRecord record = entry.record();
    if (record instanceof LogRecord.Snapshot next) {
      snapshot = entry.offset();
      sequence = next.sequence();
      retain(next.eventTypes());
      published(next.published());
    } else if (record instanceof LogRecord.Commit commit) {
      sequence = commit.sequence();
      add(commit);
    } else if (record instanceof LogRecord.Published mark) {
      published(mark.sequence());
    } else if (record instanceof LogRecord.Keeping keeping) {
      add(keeping);
    }
  }

  /** Snapshots are many, and only few of them forget a type. */
  private void retain(Set<String> types) {
    if (!types.containsAll(eventTypes)) {
      partitions.values().removeIf(files -> files.isForgotten(types));
      open.retain(types);
    }
    eventTypes.clear();
    eventTypes.addAll(types);
  }

  private void add(LogRecord.Commit commit) {
    Set<String> touched = new HashSet<>();
    for (StagedFile file : commit.batch().files()) {
      String partition = HivePath.partitionOf(file.path());
      file.eventType().ifPresent(eventTypes::add);
      touched.add(partition);
      files(partition)
          .add(file.path(), new FileSize(file.rows(), file.bytes()), Instant.parse(commit.at()));
    }
    unpublished.put(commit.sequence(), touched);
  }

  private PartitionFiles files(String partition) {
    return partitions.computeIfAbsent(partition, PartitionFiles::new);
  }

  private void published(long upTo) {
    unpublished.keySet().removeIf(commit -> commit <= upTo);
  }

  private void add(LogRecord.Keeping record) {
    open.add(record);
    if (record instanceof LogRecord.Keeper next) {
      keeper = next.owner();
    } else if (record instanceof LogRecord.Swapped swapped) {
      PartitionFiles files = files(swapped.partition());
      swapped.from().files().forEach(files::remove);
      Generation made = swapped.to();
      for (int i = 0; i < made.files().size(); i++) {
        files.put(made.files().get(i), made.sizes().isEmpty() ? UNKNOWN : made.sizes().get(i));
      }
      files.locate(made.location());
    } else if (record instanceof LogRecord.Expired expired) {
      PartitionFiles files = files(expired.partition());
      expired.from().files().forEach(files::remove);
      files.locate(expired.partition());
    } else if (record instanceof LogRecord.Retired retired) {
      partitions.computeIfPresent(
          retired.partition(), (name, files) -> files.byName().isEmpty() ? null : files);
    }
    if (record.owner().equals(keeper)) {
      keeperAt = record.at();
    }
  }

  /** All partitions that have valid files, or had. */
  Collection<PartitionFiles> all() {
    return partitions.values();
  }

  /** One of them. */
  Optional<PartitionFiles> of(String partition) {
    return Optional.ofNullable(partitions.get(partition));
  }

  OpenSwaps open() {
    return open;
  }

  /** Whether a commit up to this one has files of the partition that may not be in place. */
  boolean hasUnpublished(String partition, long upTo) {
    return unpublished.entrySet().stream()
        .anyMatch(commit -> commit.getKey() <= upTo && commit.getValue().contains(partition));
  }

  /** Whether the folder is one that the log names: a partition's location, or of an open swap. */
  boolean knows(String folder) {
    String partition = HivePath.partitionOf(folder + "/file");
    boolean isCurrent = of(partition).filter(files -> files.location().equals(folder)).isPresent();
    return isCurrent
        || open.of(partition).stream()
            .anyMatch(
                swap ->
                    swap.swapped().from().location().equals(folder)
                        || swap.swapped().to().location().equals(folder));
  }

  /**
   * Where the metastore should find the partition, when a keeper is about to set a location: there,
   * unless the log has gone on since.
   */
  String located(String partition, String wanted) {
    String location = of(partition).map(PartitionFiles::location).orElse(wanted);
    return open.of(partition).stream()
        .filter(swap -> swap.until().isEmpty())
        .filter(swap -> !swap.swapped().to().location().equals(wanted))
        .map(swap -> swap.swapped().from().location())
        .findFirst()
        .orElse(location);
  }

  /** The newest keeper. */
  String keeper() {
    return keeper;
  }

  /** When it wrote its last record. */
  Instant keeperAt() {
    return keeperAt.isEmpty() ? Instant.EPOCH : Instant.parse(keeperAt);
  }

  /** The offset of the newest snapshot. */
  long snapshot() {
    return snapshot;
  }

  /** The newest state of the pipeline. */
  long sequence() {
    return sequence;
  }
}
