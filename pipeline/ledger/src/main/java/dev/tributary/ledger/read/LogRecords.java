package dev.tributary.ledger.read;

import dev.tributary.ledger.record.LogKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads records of the log's topic, which may hold anything that somebody could write there. */
final class LogRecords {
  private LogRecords() {}

  /**
   * One record.
   *
   * @throws UnreadableLogException when it is none of this program's; the message names its offset
   */
  static LogEntry read(LogAccess log, ConsumerRecord<byte[], byte[]> record) {
    if (record.key() == null || record.value() == null) {
      throw unreadable(log, record.offset(), "it has no key or no value");
    }
    try {
      return new LogEntry(record.offset(), LogKind.read(record.key(), record.value()));
    } catch (LogKind.FormerFormatException e) {
      throw new UnreadableLogException(
          "Cannot read the commit log "
              + log.topic()
              + " at offset "
              + record.offset()
              + ": "
              + e.getMessage()
              + ". Launch with a new --name and a new --lake: the topics are read again");
    } catch (IOException | IllegalArgumentException e) {
      String kind = new String(record.key(), StandardCharsets.UTF_8);
      String cause = "it is no record of kind " + kind + ": " + firstLine(e);
      throw unreadable(log, record.offset(), cause);
    }
  }

  /** What ends a launch that can't follow the log. */
  static UnreadableLogException unreadable(LogAccess log, long offset, String cause) {
    return new UnreadableLogException(
        "Cannot read the commit log "
            + log.topic()
            + " at offset "
            + offset
            + ": "
            + printable(cause)
            + ". Only the pipeline may write to this topic. When you know that it did not write"
            + " this record, launch with --skipLogRecords="
            + offset);
  }

  /** A record that somebody else wrote is quoted in it: it must not begin a line of its own. */
  private static String printable(String cause) {
    StringBuilder text = new StringBuilder(cause.length());
    for (int i = 0; i < cause.length(); i++) {
      char c = cause.charAt(i);
      text.append(Character.isISOControl(c) ? ' ' : c);
    }
    return text.toString();
  }

  private static String firstLine(Exception e) {
    String message = String.valueOf(e.getMessage());
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end);
  }
}
