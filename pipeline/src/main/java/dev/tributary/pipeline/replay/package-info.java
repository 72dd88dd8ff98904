/**
 * The command {@code replay}: chosen dead letters go back to their topic, each once, in a Kafka
 * transaction. It may use the commit log's reader, the lake's files and Kafka. The runners' tools
 * call it.
 */
package dev.tributary.pipeline.replay;
