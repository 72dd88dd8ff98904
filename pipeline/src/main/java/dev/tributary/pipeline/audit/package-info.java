/**
 * Recounts the lake: rows and dead letters, by the positions in the files, against the commit log
 * and against Kafka. It reads the log, Parquet files and topics, and changes nothing. The command
 * {@code audit} calls it.
 */
package dev.tributary.pipeline.audit;
