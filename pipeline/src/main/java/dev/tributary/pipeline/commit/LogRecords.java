package dev.tributary.pipeline.commit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads records of the log's topic, which may hold anything that somebody could write there. */
final class LogRecords {
  private LogRecords() {}

  /**
   * One record.
   *
   * @throws LaunchEnded when it is none of this program's; the message names its offset
   */
  static LogRecord read(LogAccess log, ConsumerRecord<byte[], byte[]> record) {
    if (record.key() == null || record.value() == null) {
      throw unreadable(log, record.offset(), "it has no key or no value");
    }
    try {
      return LogKind.read(record.key(), record.value());
    } catch (IOException | IllegalArgumentException e) {
      String kind = new String(record.key(), StandardCharsets.UTF_8);
      throw unreadable(log, record.offset(), "it is no record of kind " + kind + ": " + line(e));
    }
  }

  /** The end of a launch that can't follow the log. */
  static RuntimeException unreadable(LogAccess log, long offset, String cause) {
    return LaunchEnded.because(
        "Cannot read the commit log "
            + log.topic()
            + " at offset "
            + offset
            + ": "
            + cause
            + ". Only the pipeline may write to this topic. When you know that it did not write"
            + " this record, launch with --skipLogRecords="
            + offset);
  }

  private static String line(Exception e) {
    String message = String.valueOf(e.getMessage());
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end);
  }
}
