/**
 * From the bytes of a body to events: Tributary's own form, and what all forms share. It uses
 * {@code buffers}, {@code envelope}, {@code http} and {@code json}. It is used by {@code collect},
 * {@code console}, {@code endpoints}, {@code format.cloudevents} and {@code format.segment}.
 */
package dev.tributary.ingest.format;
