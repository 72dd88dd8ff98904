/**
 * Kafka as this program uses it: clients with the settings that guarantees rest on, one partition
 * read to its end, topics whose settings must stay. It uses Kafka's clients alone, no other package
 * of ours. The log's readers and everything in the pipeline that talks to Kafka call it.
 */
package dev.tributary.ledger.kafka;
