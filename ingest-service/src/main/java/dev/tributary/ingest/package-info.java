/**
 * The ingest-service as one process: start and stop, the sockets, and the wiring of all parts. It
 * uses {@code collect}, {@code config}, {@code connections}, {@code console}, {@code endpoints},
 * {@code envelope}, {@code fairness}, {@code http}, {@code http1}, {@code http1.head}, {@code
 * keys}, {@code observe}, {@code publish} and {@code receipts}. It is used by no other package.
 */
package dev.tributary.ingest;
