package dev.tributary.pipeline;

import dev.tributary.ledger.kafka.KafkaClients;
import dev.tributary.pipeline.lake.files.Lake;
import dev.tributary.pipeline.lake.files.LakeFileSystems;
import dev.tributary.pipeline.lake.files.LakeIdentity;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;

/**
 * Which pipeline a tool is about.
 *
 * @param bootstrapServers its Kafka, host:port, comma separated
 * @param kafkaConfig a file of Kafka client settings; empty: none
 * @param lake its lake, a folder or a URI
 * @param name its name
 */
public record PipelineAccess(
    String bootstrapServers, String kafkaConfig, String lake, String name) {
  /** Its Kafka. */
  public KafkaClients kafka() {
    return KafkaClients.of(bootstrapServers, kafkaConfig);
  }

  /**
   * Its lake, once it is clear that the lake belongs to it.
   *
   * @throws IllegalStateException when it is another pipeline's, or no lake at all
   */
  public Lake verifiedLake() throws IOException, ExecutionException, InterruptedException {
    LakeFileSystems.register(lake);
    var verified = new Lake(lake);
    try (Admin admin = kafka().admin()) {
      String cluster = admin.describeCluster().clusterId().get();
      new LakeIdentity(verified.files()).verify(name, cluster);
    }
    return verified;
  }
}
