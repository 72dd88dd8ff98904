/**
 * A Kafka record's value to an event: a pure function of its bytes, with a fast way for plain
 * records and a slow one for all. It may use all other packages but {@code views}, {@code render}
 * and {@code infer}. The ingest-service checks with it what the pipeline decodes with it.
 */
package dev.tributary.schemas.decode;
