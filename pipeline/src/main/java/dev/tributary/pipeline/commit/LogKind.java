package dev.tributary.pipeline.commit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The kinds of log records, by Kafka key. */
enum LogKind {
  LAUNCH(LogRecord.Launch.class),
  COMMIT(LogRecord.Commit.class),
  PUBLISHED(LogRecord.Published.class);

  private final Class<? extends LogRecord> type;

  LogKind(Class<? extends LogRecord> type) {
    this.type = type;
  }

  byte[] key() {
    return name().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
  }

  static LogKind of(LogRecord record) {
    for (LogKind kind : values()) {
      if (kind.type.isInstance(record)) {
        return kind;
      }
    }
    throw new IllegalArgumentException("Cannot name the kind of " + record.getClass());
  }

  /** Reads one record; a kind or a format that this code does not know is refused. */
  static LogRecord read(byte[] key, byte[] value) {
    String name = new String(key, StandardCharsets.UTF_8);
    try {
      LogRecord record = LogJson.read(value, LogKind.valueOf(name.toUpperCase(Locale.ROOT)).type);
      if (record.format() != LogRecord.FORMAT) {
        throw new IllegalStateException(
            "Cannot read the commit log: its format is not this program's (format="
                + record.format()
                + ", known="
                + LogRecord.FORMAT
                + ")");
      }
      return record;
    } catch (IOException | IllegalArgumentException e) {
      throw new IllegalStateException("Cannot read a commit log record of kind " + name, e);
    }
  }
}
