/**
 * JSON as UTF-8 bytes, written without a tree, and the errors of RFC 9457 in it. It uses no other
 * package of the service. It is used by {@code collect}, {@code console}, {@code endpoints}, {@code
 * envelope}, {@code format}, {@code format.cloudevents}, {@code format.segment}, {@code http},
 * {@code http1}, {@code observe} and {@code receipts}.
 */
package dev.tributary.ingest.json;
