/**
 * The lake as tables: databases, tables, partitions and views in a Hive metastore. It may use
 * {@code lake.files} for paths and {@code schemas} for columns. Publication, the launch and the
 * commands {@code tables} and {@code forget-type} call it.
 */
package dev.tributary.pipeline.lake.metastore;
