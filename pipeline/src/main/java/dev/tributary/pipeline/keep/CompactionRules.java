package dev.tributary.pipeline.keep;

import java.time.Duration;

/**
 * What is compacted, and how.
 *
 * @param where which partitions
 * @param quiet how long an hour must be over, and have no new file, before it is taken
 * @param grace how long replaced files stay for queries that began before
 * @param targetBytes how big a new file becomes
 * @param sortBytes how much heap the rows take that are sorted at a time
 * @param keepDuplicates whether events that one lane has twice stay so
 */
public record CompactionRules(
    PartitionFilter where,
    Duration quiet,
    Duration grace,
    long targetBytes,
    long sortBytes,
    boolean keepDuplicates) {
  /** As {@code docs/keeping.md} says. */
  public static final Duration QUIET = Duration.ofMinutes(10);

  /** Longer than {@code query.max-run-time} of the Presto that this project starts. */
  public static final Duration GRACE = Duration.ofHours(1);

  /** Like a block of HDFS. */
  public static final long TARGET_BYTES = 128L << 20;
}
