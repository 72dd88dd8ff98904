/**
 * What the commit log holds, as data: its records, batches, lanes and paths, and their JSON. It
 * uses the rules of {@code schemas} and Jackson, and touches neither Kafka nor files. Whoever
 * writes, reads or follows the log calls it.
 */
package dev.tributary.ledger.record;
