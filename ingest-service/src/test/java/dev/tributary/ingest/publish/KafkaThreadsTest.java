package dev.tributary.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KafkaThreadsTest {
  @Test
  void haveTheHandlerOfTheServicesThreads() {
    PublishSettings settings =
        new PublishSettings(
            "127.0.0.1:1",
            List.of("events"),
            1,
            (short) 1,
            Duration.ofSeconds(1),
            1 << 20,
            Map.of());
    try (KafkaEventPublisher publisher = new KafkaEventPublisher(settings)) {
      publisher.start();

      assertThat(Thread.getAllStackTraces().keySet())
          .filteredOn(thread -> thread.getName().startsWith("kafka-"))
          .extracting(Thread::getName)
          .anyMatch(name -> name.contains("producer"))
          .anyMatch(name -> name.contains("admin"));
      assertThat(Thread.getAllStackTraces().keySet())
          .filteredOn(thread -> thread.getName().startsWith("kafka-"))
          .allMatch(thread -> thread.getUncaughtExceptionHandler() == thread.getThreadGroup());
    }
  }
}
