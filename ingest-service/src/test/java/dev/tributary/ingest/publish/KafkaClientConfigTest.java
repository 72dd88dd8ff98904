package dev.tributary.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class KafkaClientConfigTest {
  @Test
  void compressesBySnappyWhereItsLibraryLoads() {
    assertThat(KafkaClientConfig.producer(settings(Map.of())))
        .containsEntry("compression.type", "snappy");
  }

  @Test
  void compressesByLz4WhereItDoesNot() {
    assertThat(
            KafkaClientConfig.compression(
                () -> {
                  throw new IllegalStateException("no place for the library");
                }))
        .isEqualTo("lz4");
  }

  @Test
  void takesTheOperatorsWord() {
    assertThat(KafkaClientConfig.producer(settings(Map.of("compression.type", "zstd"))))
        .containsEntry("compression.type", "zstd");
  }

  @Test
  void letsNobodyWeakenTheAcknowledgement() {
    assertThat(
            KafkaClientConfig.producer(
                settings(Map.of("acks", "1", "enable.idempotence", "false"))))
        .containsEntry("acks", "all")
        .containsEntry("enable.idempotence", true);
  }

  private static PublishSettings settings(Map<String, String> client) {
    return new PublishSettings(
        "localhost:1", List.of("a"), 1, (short) 1, Duration.ofSeconds(4), 1 << 20, client);
  }
}
