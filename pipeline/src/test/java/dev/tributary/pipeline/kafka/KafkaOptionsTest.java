package dev.tributary.pipeline.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.ledger.kafka.KafkaClients;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;

final class KafkaOptionsTest {
  @Test
  void sayHowTheRunningJobReachesKafka() {
    var options = PipelineOptionsFactory.as(KafkaOptions.class);
    options.setBootstrapServers("new:1");
    options.setKafkaConfig("/new/file");
    assertThat(KafkaOptions.access(options)).isEqualTo(new KafkaClients("new:1", "/new/file"));
  }
}
