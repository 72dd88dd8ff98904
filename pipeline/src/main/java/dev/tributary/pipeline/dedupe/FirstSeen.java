package dev.tributary.pipeline.dedupe;

/**
 * Where an event was first seen in its lane.
 *
 * @param offset the record's offset
 * @param dataHash the hash of its {@code data}
 */
public record FirstSeen(long offset, int dataHash) {}
