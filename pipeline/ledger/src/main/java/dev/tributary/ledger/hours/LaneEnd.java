package dev.tributary.ledger.hours;

/**
 * Where a lane ends in Kafka at a moment.
 *
 * @param lane the lane's key
 * @param end the offset after its last record. What comes behind that, such as a transaction's
 *     marker, is no record
 */
public record LaneEnd(String lane, long end) {}
