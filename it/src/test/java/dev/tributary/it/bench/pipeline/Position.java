package dev.tributary.it.bench.pipeline;

/** A record's place in a topic. */
record Position(int partition, long offset) {}
