package dev.tributary.ingest.publish;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How events get to Kafka.
 *
 * @param bootstrapServers where the cluster is found
 * @param topics the topics that are made at start when they are missing
 * @param partitions partitions of a topic that is made
 * @param replicationFactor replicas of a topic that is made; -1 is the broker's default
 * @param ackTimeout longest wait of a request for its acknowledgements
 * @param maxPendingBytes most bytes of records that wait for Kafka at once
 * @param client further settings of Kafka's clients, which win over ours
 */
public record PublishSettings(
    String bootstrapServers,
    List<String> topics,
    int partitions,
    short replicationFactor,
    Duration ackTimeout,
    long maxPendingBytes,
    Map<String, String> client) {}
