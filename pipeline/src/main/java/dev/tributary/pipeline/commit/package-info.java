/**
 * The protocol of the commit log: ownership, the transaction that makes batches valid, and their
 * publication in the lake. It may use the module {@code ledger}, and {@code lane}, {@code topics},
 * {@code lake} and {@code job}. The stage {@code Commit} of the graph, the launch and the tools
 * call it; ADR 1 says why the log lies in Kafka.
 */
package dev.tributary.pipeline.commit;
