/**
 * The console: a page of a few files, and JSON of what the service knows. It uses {@code collect},
 * {@code format}, {@code http}, {@code http1.head}, {@code json}, {@code observe}, {@code publish}
 * and {@code receipts}. It is used by the root package.
 */
package dev.tributary.ingest.console;
