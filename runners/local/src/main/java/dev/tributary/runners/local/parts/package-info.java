/**
 * The programs of the local system: how Kafka, the Hive metastore, Presto, the pipeline and the
 * ingest-service are configured, started and asked whether they are ready. It may use {@code
 * runners.processes} and the clients of Kafka, Hive and Presto. The local system and the tests call
 * it.
 */
package dev.tributary.runners.local.parts;
