/**
 * One request and its response, whatever it is about: route, origin, write key, query, body within
 * memory, errors. It uses {@code buffers}, {@code connections}, {@code fairness}, {@code http1},
 * {@code http1.head} and {@code json}. It is used by the root package, {@code collect}, {@code
 * console}, {@code endpoints}, {@code format}, {@code format.cloudevents}, {@code format.segment},
 * {@code keys} and {@code observe}.
 */
package dev.tributary.ingest.http;
