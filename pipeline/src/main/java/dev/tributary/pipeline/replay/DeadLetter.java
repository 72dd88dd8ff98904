package dev.tributary.pipeline.replay;

import dev.tributary.ledger.record.Position;

/**
 * One row of {@code dead_letters}, as far as a replay needs it.
 *
 * @param position where the record is, or was
 * @param topicId the id of the topic that it was read from
 * @param reason why it is no row, as the table says
 * @param receivedMillis when Kafka took it, ms since the epoch
 * @param value its untouched bytes
 */
public record DeadLetter(
    Position position, String topicId, String reason, long receivedMillis, byte[] value) {}
