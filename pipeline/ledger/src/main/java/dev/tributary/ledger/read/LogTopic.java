package dev.tributary.ledger.read;

import dev.tributary.ledger.kafka.InternalTopic;
import java.util.Map;

/** The topic of the commit log: one partition, and nothing in it ever goes away by itself. */
public final class LogTopic {
  private static final Map<String, String> KEPT =
      Map.of("cleanup.policy", "delete", "retention.ms", "-1", "retention.bytes", "-1");

  private LogTopic() {}

  /** The log's topic. */
  public static InternalTopic of(LogAccess log) {
    return new InternalTopic(log.topic(), KEPT, Map.of("max.message.bytes", "16777216"));
  }
}
