/**
 * What a lane is (Kafka calls it a {@code TopicIdPartition}) and what flows through it: positions,
 * records, slices and their coder. The package depends on {@code coding} only. Every stage from
 * reading to writing uses it.
 */
package dev.tributary.pipeline.lane;
