/**
 * The options by which a user says how to reach Kafka. The package uses Beam's options and the
 * clients of {@code dev.tributary.ledger.kafka}. The launch, the commands and the reader's workers
 * call it.
 */
package dev.tributary.pipeline.kafka;
