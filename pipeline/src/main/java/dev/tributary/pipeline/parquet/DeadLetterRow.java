package dev.tributary.pipeline.parquet;

import dev.tributary.ledger.record.Lane;
import dev.tributary.schemas.rules.Rejection;

/**
 * One row of {@code dead_letters}.
 *
 * @param receivedMillis the record's Kafka timestamp, ms since the epoch
 * @param rejection why
 * @param value the record's bytes
 * @param lane where it comes from
 * @param offset its offset there
 */
public record DeadLetterRow(
    long receivedMillis, Rejection rejection, byte[] value, Lane lane, long offset) implements Row {
  /** What a value that it quotes is cut to is far less than this. */
  private static final long REJECTION_BYTES = 1_000;

  @Override
  public long heapBytes() {
    return REJECTION_BYTES + HeapSize.of(value);
  }
}
