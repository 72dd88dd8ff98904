/**
 * The event topics as Kafka has them: that they exist, their settings, and the IDs that tell a
 * recreated topic from the former one. It may use {@code lane} and {@code kafka}. The launch,
 * replay and the commit log call it.
 */
package dev.tributary.pipeline.topics;
