/**
 * The head of one request, parsed as RFC 9112 specifies and refused where two parsers could
 * disagree. It uses no other package of the service. It is used by the root package, {@code
 * console}, {@code endpoints}, {@code envelope}, {@code format.cloudevents}, {@code http}, {@code
 * http1}, {@code keys} and {@code observe}.
 */
package dev.tributary.ingest.http1.head;
