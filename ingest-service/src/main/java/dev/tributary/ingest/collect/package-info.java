/**
 * From events to records in Kafka, and from Kafka's acknowledgements to one result for each event.
 * It uses {@code envelope}, {@code format}, {@code http}, {@code json} and {@code publish}. It is
 * used by the root package, {@code console}, {@code endpoints} and {@code observe}.
 */
package dev.tributary.ingest.collect;
