/**
 * The settings: read from file, environment and system properties, checked all at once, and typed.
 * It uses {@code envelope}, {@code publish} and {@code receipts}. It is used by the root package,
 * {@code endpoints} and {@code observe}.
 */
package dev.tributary.ingest.config;
