/**
 * What a record is once it is decoded: an event with typed data, or a rejection. It may use {@code
 * rules} and {@code types}. The decoder makes it; the ingest-service and the pipeline read it.
 */
package dev.tributary.schemas.event;
