/**
 * Reading Kafka by KafkaIO: one element a slice of a lane, the number of readers, whole fetches,
 * and the shuffle by lane. It may use {@code lane} and {@code kafka}. The graph ({@code
 * EventPipeline}) applies it; ADR 12 says what it relies on.
 */
package dev.tributary.pipeline.read;
