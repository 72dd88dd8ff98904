package dev.tributary.pipeline.write;

import dev.tributary.pipeline.lake.files.HivePartition;
import dev.tributary.pipeline.parquet.Row;

/** One row could not be written, for what it is: neither its file's channel nor the disk failed. */
final class RowFailedException extends Exception {
  private static final long serialVersionUID = 1;

  private final transient Row row;
  private final transient HivePartition partition;
  private final boolean fileLost;

  RowFailedException(Row row, HivePartition partition, Throwable cause, boolean fileLost) {
    super("Cannot write the row of offset " + row.offset(), cause);
    this.row = row;
    this.partition = partition;
    this.fileLost = fileLost;
  }

  Row row() {
    return row;
  }

  /** Where the row belongs. */
  HivePartition partition() {
    return partition;
  }

  /** Whether all rows of the partition in this batch went with it. */
  boolean fileLost() {
    return fileLost;
  }
}
