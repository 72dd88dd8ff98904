package dev.tributary.pipeline.keep;

import dev.tributary.ledger.record.LogRecord;

/**
 * The commit log as the keeper reads and writes it. The newest one that entered itself is the
 * keeper: before a step outside of the log it reads who that is. One thread.
 */
interface KeeperLog extends AutoCloseable {
  /** The lake by the log, as far as it was read. */
  LakePartitions lake();

  /** This keeper. */
  String owner();

  /** The offset that the next record names. */
  default long snapshot() {
    return lake().snapshot();
  }

  /** Reads what is new. */
  void refresh();

  /**
   * Reads what is new, and goes on only as the keeper.
   *
   * @throws dev.tributary.pipeline.job.LaunchEndedException when there is a newer one
   */
  void check();

  /** Appends a record and reads the log up to it. After any exception the outcome is unknown. */
  void append(LogRecord.Keeping record);

  @Override
  void close();
}
