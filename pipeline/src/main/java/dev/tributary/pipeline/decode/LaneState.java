package dev.tributary.pipeline.decode;

import dev.tributary.pipeline.dedupe.Deduplicator;

/**
 * What a lane remembers while its records are decoded.
 *
 * @param ids the events that it has seen
 * @param lateHours the hours of the past that it has entered
 */
record LaneState(Deduplicator.Buckets ids, LateHours lateHours) {}
