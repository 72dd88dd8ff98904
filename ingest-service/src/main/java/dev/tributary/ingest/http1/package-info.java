/**
 * HTTP/1.0 and 1.1 as bytes: it finds where each request begins and ends, and hands Helidon one
 * plain head for each. It uses {@code connections}, {@code fairness}, {@code http1.head} and {@code
 * json}. It is used by the root package and {@code http}.
 */
package dev.tributary.ingest.http1;
