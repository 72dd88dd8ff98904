/**
 * What an audit asks Kafka: the commit log, and the records of each lane as far as Kafka has them.
 * It may use the module {@code ledger} alone. The package {@code audit} calls it.
 */
package dev.tributary.pipeline.audit.kafka;
