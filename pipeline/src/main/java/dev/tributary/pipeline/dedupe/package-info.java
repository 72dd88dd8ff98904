/**
 * Deduplication: which IDs a lane has seen within the window, kept in bounded blocks, and what a
 * second record of an ID is. The package knows no Beam state and no Kafka; it gets blocks through
 * an interface. The package {@code decode} calls it.
 */
package dev.tributary.pipeline.dedupe;
