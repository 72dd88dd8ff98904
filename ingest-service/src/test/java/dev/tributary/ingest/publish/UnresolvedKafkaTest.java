package dev.tributary.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UnresolvedKafkaTest {
  @Test
  void startsWhileNoBootstrapServerHasAnAddress() {
    try (KafkaEventPublisher publisher = publisher(Map.of())) {
      publisher.start();

      assertThat(publisher.isReady()).isFalse();
      assertThat(publisher.refusal()).contains("Kafka can't be reached");
      assertThat(publisher.publish(List.of(event()), System.nanoTime()))
          .containsExactly(new Delivery.Unacknowledged("Kafka can't be reached"));
    }
  }

  @Test
  void refusesToStartWithSettingsThatAreWrong() {
    try (KafkaEventPublisher publisher = publisher(Map.of("security.protocol", "NONE"))) {
      assertThatThrownBy(publisher::start).hasStackTraceContaining("security.protocol");
    }
  }

  private static KafkaEventPublisher publisher(Map<String, String> client) {
    return new KafkaEventPublisher(
        new PublishSettings(
            "nohost.invalid:1",
            List.of("events"),
            1,
            (short) 1,
            Duration.ofSeconds(1),
            1 << 20,
            client));
  }

  private static OutgoingEvent event() {
    return new OutgoingEvent("events", new byte[1], new byte[1]);
  }
}
