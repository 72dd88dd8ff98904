/**
 * What operators see: metrics for Prometheus and the access log. It uses {@code collect}, {@code
 * config}, {@code http}, {@code http1.head} and {@code json}. It is used by the root package and
 * {@code console}.
 */
package dev.tributary.ingest.observe;
