package dev.tributary.pipeline;

/**
 * Which pipeline a tool is about.
 *
 * @param bootstrapServers its Kafka, host:port, comma separated
 * @param kafkaConfig a file of Kafka client settings; empty: none
 * @param lake its lake, a folder or a URI
 * @param name its name
 */
public record PipelineAccess(
    String bootstrapServers, String kafkaConfig, String lake, String name) {}
