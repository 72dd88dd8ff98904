/**
 * The run against the real system: sends shipments over sockets and into Kafka, reads the rows
 * through Presto, and says every difference between what was sent and what is there. Uses the forms
 * and the contract's rules; a test and a benchmark start it.
 */
package dev.tributary.it.contents.system;
