package dev.tributary.ledger.record;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * The kinds of log records, by Kafka key. A newer format of a kind only adds fields, and what must
 * not be misread gets a new kind: so a follower may read a newer record as this format, and skip a
 * kind that it does not know. The owner does neither: what it does not know could change the state.
 */
public enum LogKind {
  SNAPSHOT(LogRecord.Snapshot.class),
  NON_ROWS(LogRecord.NonRows.class),
  COMMIT(LogRecord.Commit.class),
  PUBLISHED(LogRecord.Published.class),
  KEEPER(LogRecord.Keeper.class),
  SWAPPED(LogRecord.Swapped.class),
  LOCATED(LogRecord.Located.class),
  RETIRED(LogRecord.Retired.class),
  SEALED(LogRecord.Sealed.class),
  EXPIRED(LogRecord.Expired.class);

  /** The format of the logs before snapshots, which had the whole state in each record. */
  private static final int FORMER = 1;

  private final Class<? extends LogRecord> type;

  LogKind(Class<? extends LogRecord> type) {
    this.type = type;
  }

  /** The Kafka key of records of this kind. */
  public byte[] key() {
    return name().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
  }

  /** The kind of the record. */
  public static LogKind of(LogRecord record) {
    for (LogKind kind : values()) {
      if (kind.type.isInstance(record)) {
        return kind;
      }
    }
    throw new IllegalArgumentException("Cannot name the kind of " + record.getClass());
  }

  /** What all formats of all kinds have. */
  private record Version(int format) {}

  /**
   * Reads one record as the log's owner does.
   *
   * @throws FormerFormatException when it is of a format that this program no longer reads
   * @throws IllegalArgumentException when this code does not know its kind or format
   * @throws IOException when it is not what its kind says
   */
  public static LogRecord read(byte[] key, byte[] value) throws IOException {
    Version version = LogJson.read(value, Version.class);
    if (version != null && version.format() == FORMER) {
      throw new FormerFormatException();
    }
    LogRecord record = LogJson.read(value, valueOf(name(key)).type);
    if (record == null || record.format() != LogRecord.FORMAT) {
      throw new IllegalArgumentException(
          "its format is not this program's (format="
              + (record == null ? "none" : record.format())
              + ", known="
              + LogRecord.FORMAT
              + ")");
    }
    return record;
  }

  /** Reads one record as a follower does: what it can't read is not there. */
  public static Optional<LogRecord> follow(byte[] key, byte[] value) {
    try {
      LogRecord record = LogJson.read(value, valueOf(name(key)).type);
      return Optional.ofNullable(record).filter(read -> read.format() >= LogRecord.FORMAT);
    } catch (IOException | IllegalArgumentException unknown) {
      return Optional.empty();
    }
  }

  private static String name(byte[] key) {
    return new String(key, StandardCharsets.UTF_8).toUpperCase(Locale.ROOT);
  }

  /** The record is of the format before snapshots. */
  public static final class FormerFormatException extends IllegalArgumentException {
    private FormerFormatException() {
      super("its format is " + FORMER + ", this program reads " + LogRecord.FORMAT);
    }
  }
}
