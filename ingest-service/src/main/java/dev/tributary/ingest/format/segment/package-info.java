/**
 * Messages of the Segment tracking API as events, with the corrected time of the client. It uses
 * {@code buffers}, {@code envelope}, {@code format}, {@code http} and {@code json}. It is used by
 * {@code endpoints}.
 */
package dev.tributary.ingest.format.segment;
