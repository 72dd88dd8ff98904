/**
 * Hours that are complete: when the owner of the log seals them, the table {@code hours} that says
 * how many rows each has, and waiting for one. The package uses the ledger, the lake's files, the
 * metastore and the ends of the topics in Kafka. The owner's upkeep calls it, and so do the
 * commands.
 */
package dev.tributary.pipeline.hours;
