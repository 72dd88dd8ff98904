/**
 * What makes a commit's files visible: the moves into their partitions, the registrations, and the
 * queue that waits for the metastore. It may use the module {@code ledger}, and {@code lake}.
 * {@code commit} calls it.
 */
package dev.tributary.pipeline.publish;
