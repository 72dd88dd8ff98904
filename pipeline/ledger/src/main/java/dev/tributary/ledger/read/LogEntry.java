package dev.tributary.ledger.read;

import dev.tributary.ledger.record.LogRecord;

/**
 * A record of the log, and where it is.
 *
 * @param offset its offset in the log's partition
 * @param record what it says
 */
public record LogEntry(long offset, LogRecord record) {}
