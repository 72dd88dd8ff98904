package dev.tributary.ingest.collect;

/** Which topic an event goes to. */
public interface TopicChoice {
  /** The topic of an event type. */
  String topicOf(String eventType);
}
