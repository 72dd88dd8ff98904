/**
 * What answers at each path: events in every form, the pixel, receipts, schemas, health, the
 * OpenAPI document. It uses {@code buffers}, {@code collect}, {@code config}, {@code connections},
 * {@code envelope}, {@code format}, {@code format.cloudevents}, {@code format.segment}, {@code
 * http}, {@code http1.head}, {@code json}, {@code publish} and {@code receipts}. It is used by the
 * root package.
 */
package dev.tributary.ingest.endpoints;
