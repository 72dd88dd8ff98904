package dev.tributary.ledger.record;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The kinds of log records, by Kafka key. */
public enum LogKind {
  LAUNCH(LogRecord.Launch.class),
  COMMIT(LogRecord.Commit.class),
  PUBLISHED(LogRecord.Published.class);

  private final Class<? extends LogRecord> type;

  LogKind(Class<? extends LogRecord> type) {
    this.type = type;
  }

  public byte[] key() {
    return name().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
  }

  public static LogKind of(LogRecord record) {
    for (LogKind kind : values()) {
      if (kind.type.isInstance(record)) {
        return kind;
      }
    }
    throw new IllegalArgumentException("Cannot name the kind of " + record.getClass());
  }

  /**
   * Reads one record.
   *
   * @throws IllegalArgumentException when this code does not know its kind or format
   * @throws IOException when it is not what its kind says
   */
  public static LogRecord read(byte[] key, byte[] value) throws IOException {
    String name = new String(key, StandardCharsets.UTF_8).toUpperCase(Locale.ROOT);
    LogRecord record = LogJson.read(value, LogKind.valueOf(name).type);
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
}
