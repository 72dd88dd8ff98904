package dev.tributary.ingest.publish;

/**
 * One event on its way to Kafka.
 *
 * @param topic where it goes
 * @param key the event's id, as bytes: a retry with the same id lands in the same partition
 * @param value the finished record value, one JSON object
 */
public record OutgoingEvent(String topic, byte[] key, byte[] value) {}
