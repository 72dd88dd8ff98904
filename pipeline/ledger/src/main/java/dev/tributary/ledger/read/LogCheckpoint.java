package dev.tributary.ledger.read;

import dev.tributary.ledger.record.LogRecord;
import java.util.List;

/**
 * What stands for the part of a log that was trimmed: records after which the same files are valid.
 * Whoever asks the whole log for files reads them first, and then the log from the offset on.
 *
 * @param offset the first offset of the log that they do not stand for
 * @param records in the order in which they are read
 */
public record LogCheckpoint(long offset, List<LogRecord> records) {
  /** Of a log that was never trimmed. */
  public static final LogCheckpoint NONE = new LogCheckpoint(0, List.of());

  public LogCheckpoint {
    records = List.copyOf(records);
  }

  /**
   * Refuses a log that begins behind it: files would be missing.
   *
   * @param begin the first offset that the log holds
   */
  void checkReaches(String topic, long begin) {
    if (begin > offset) {
      throw new IllegalStateException(
          "Cannot tell which files are valid: the commit log "
              + topic
              + " begins at offset "
              + begin
              + ", and the lake's checkpoint ends at "
              + offset
              + ". If the log was trimmed meanwhile, run this again; if the lake was restored from a"
              + " backup, launch once with --adopt=true");
    }
  }
}
