package dev.tributary.pipeline.retain;

import java.time.Duration;
import java.util.List;

/**
 * The partitions that are older than their rows stay.
 *
 * @param partitions all of them, by their names
 */
public record RetentionPlan(List<Partition> partitions) {
  public RetentionPlan {
    partitions = List.copyOf(partitions);
  }

  /**
   * One of them.
   *
   * @param partition its table and partition folders
   * @param files how many valid files it has
   * @param rows their rows, as far as the commit log counts them
   * @param bytes their length
   * @param kept how long such rows stay
   */
  public record Partition(String partition, int files, long rows, long bytes, Duration kept) {}

  /** The files of all. */
  public long files() {
    return partitions.stream().mapToLong(Partition::files).sum();
  }

  /** The rows of all. */
  public long rows() {
    return partitions.stream().mapToLong(Partition::rows).sum();
  }

  /** The length of all. */
  public long bytes() {
    return partitions.stream().mapToLong(Partition::bytes).sum();
  }
}
