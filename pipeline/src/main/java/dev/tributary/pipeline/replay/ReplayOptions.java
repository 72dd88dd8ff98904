package dev.tributary.pipeline.replay;

import dev.tributary.pipeline.AccessOptions;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;

/** What a user may type to choose dead letters. */
public interface ReplayOptions extends AccessOptions {
  @Description("Only with these reasons, comma separated. Example: TOO_MANY_EVENT_TYPES")
  @Default.String("")
  String getReason();

  void setReason(String value);

  @Description("Only with these event types, comma separated. Example: purchase")
  @Default.String("")
  String getType();

  void setType(String value);

  @Description("Only received then or later (UTC). Example: 2026-11-24 or 2026-11-24T10:00:00Z")
  @Default.String("")
  String getFrom();

  void setFrom(String value);

  @Description("Only received before. Example: 2026-11-25")
  @Default.String("")
  String getTo();

  void setTo(String value);

  @Description(
      "Only these records, topic-partition-offset, comma separated. Example: events-0-17,events-2-4")
  @Default.String("")
  String getPosition();

  void setPosition(String value);

  @Description("Every dead letter; needed where nothing else chooses. Default: false")
  @Default.Boolean(false)
  boolean getAll();

  void setAll(boolean value);

  @Description("Say what would be replayed, and do nothing (also --dry-run). Default: false")
  @Default.Boolean(false)
  boolean getDryRun();

  void setDryRun(boolean value);

  @Description(
      "Also dead letters of a topic that was deleted and made again, or of another Kafka cluster:"
          + " only when they were not replayed there. Default: false")
  @Default.Boolean(false)
  boolean getFormerTopics();

  void setFormerTopics(boolean value);
}
