/**
 * Kafka's clients: addresses, credentials, consumers and producers with the settings that this
 * pipeline relies on. The package depends on nothing of the pipeline. Reading, the commit log, the
 * launch and the tools call it.
 */
package dev.tributary.pipeline.kafka;
