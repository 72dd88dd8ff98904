package dev.tributary.pipeline.keep;

import dev.tributary.ledger.record.FileSize;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which hours are to be compacted: those that are over and quiet, and have several small files. A
 * file is rewritten once: what is big already is taken along as it is. Made of the commit log
 * alone.
 *
 * @param hours the hours, oldest first
 */
public record CompactionPlan(List<Hour> hours) {
  /** An hour that was compacted before is taken again when so many late files came. */
  private static final int LATE_FILES = 8;

  /** A rough rate of one core: it tells seconds from hours. */
  private static final long ROWS_A_SECOND = 20_000;

  private static final long MILLIS_A_FILE = 15;

  public CompactionPlan {
    hours = List.copyOf(hours);
  }

  /**
   * Some files of one hour.
   *
   * @param partition the partition's table and partition folders
   * @param location where its files are
   * @param files the files, by their paths relative to the lake, in the order of their names
   * @param rows their rows; 0 where the log does not count those of each file, as after {@code
   *     --adopt}
   * @param bytes their length
   */
  public record Hour(String partition, String location, List<String> files, long rows, long bytes) {
    public Hour {
      files = List.copyOf(files);
    }

    /** About how long one core takes. */
    public Duration expected() {
      return Duration.ofMillis(files.size() * MILLIS_A_FILE + rows * 1_000 / ROWS_A_SECOND);
    }
  }

  /** Makes the plan at a moment. */
  static CompactionPlan of(LakePartitions lake, CompactionRules rules, Instant now) {
    List<Hour> hours = new ArrayList<>();
    for (PartitionFiles files : lake.all()) {
      boolean isQuiet =
          files.isHour()
              && !files.end().plus(rules.quiet()).isAfter(now)
              && !files.lastCommit().plus(rules.quiet()).isAfter(now);
      if (isQuiet
          && rules.where().test(files.partition())
          && lake.open().of(files.partition()).isEmpty()) {
        Hour hour = small(files, rules.targetBytes() / 2);
        if (hour.files().size() >= (files.isAtHome() ? 2 : LATE_FILES)) {
          hours.add(hour);
        }
      }
    }
    return new CompactionPlan(hours);
  }

  private static Hour small(PartitionFiles files, long below) {
    List<String> small = new ArrayList<>();
    long rows = 0;
    long bytes = 0;
    boolean areCounted = true;
    for (Map.Entry<String, FileSize> file : files.byName().entrySet()) {
      if (file.getValue().bytes() < below && !isCompacted(file.getKey())) {
        small.add(files.location() + "/" + file.getKey());
        rows += file.getValue().rows();
        bytes += file.getValue().bytes();
        areCounted &= file.getValue().rows() > 0;
      }
    }
    return new Hour(files.partition(), files.location(), small, areCounted ? rows : 0, bytes);
  }

  private static boolean isCompacted(String name) {
    return name.startsWith("c-");
  }

  /** The same without the hours of some partitions. */
  CompactionPlan without(Set<String> partitions) {
    return new CompactionPlan(
        hours.stream().filter(hour -> !partitions.contains(hour.partition())).toList());
  }

  /** The partitions of all. */
  Set<String> partitions() {
    return hours.stream().map(Hour::partition).collect(Collectors.toSet());
  }

  /** The files of all. */
  public long files() {
    return hours.stream().mapToLong(hour -> hour.files().size()).sum();
  }

  /** The rows of all. */
  public long rows() {
    return hours.stream().mapToLong(Hour::rows).sum();
  }

  /** The length of all. */
  public long bytes() {
    return hours.stream().mapToLong(Hour::bytes).sum();
  }

  /** About how long one core takes for all. */
  public Duration expected() {
    return hours.stream().map(Hour::expected).reduce(Duration.ZERO, Duration::plus);
  }
}
