package dev.tributary.pipeline.write;

import dev.tributary.pipeline.read.Lane;

/** A row of any table, which is one record. */
interface Row {
  /** The record's lane. */
  Lane lane();

  /** The record's offset in it. */
  long offset();

  /** About how much of the heap it takes, in bytes. */
  long heapBytes();
}
