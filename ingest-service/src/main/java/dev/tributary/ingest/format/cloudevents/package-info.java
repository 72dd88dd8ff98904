/**
 * CloudEvents 1.0 as events: the structured, the batched and the binary mode. It uses {@code
 * buffers}, {@code envelope}, {@code format}, {@code http}, {@code http1.head} and {@code json}. It
 * is used by {@code endpoints}.
 */
package dev.tributary.ingest.format.cloudevents;
