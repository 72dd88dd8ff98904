package dev.tributary.pipeline.parquet;

import dev.tributary.ledger.record.Lane;

/** A row of any table, which is one record. */
public interface Row {
  /** The record's lane. */
  Lane lane();

  /** The record's offset in it. */
  long offset();

  /** About how much of the heap it takes, in bytes. */
  long heapBytes();
}
