/**
 * The value of a Kafka record: the event, its ID, the time of receipt, and what is stored of the
 * request's headers. It uses {@code http1.head}, {@code json} and {@code publish}. It is used by
 * the root package, {@code collect}, {@code config}, {@code endpoints}, {@code format}, {@code
 * format.cloudevents} and {@code format.segment}.
 */
package dev.tributary.ingest.envelope;
