/**
 * Where an event is now: follows the pipeline's commit log, and finds what it holds of a record. It
 * uses {@code json} and {@code publish}. It is used by the root package, {@code config}, {@code
 * console} and {@code endpoints}.
 */
package dev.tributary.ingest.receipts;
