package dev.tributary.it.bench.pipeline;

/** Where a record of a topic is. */
record Position(int partition, long offset) {
  /** As a digest covers it. */
  String text() {
    return partition + "-" + offset;
  }
}
