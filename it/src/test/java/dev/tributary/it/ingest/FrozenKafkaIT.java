package dev.tributary.it.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.it.support.StartedPart;
import dev.tributary.it.support.TestBroker;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Fault: Kafka stands still for 60 s under full load, with the service's heap at 256 MB. Guarantee:
 * each answer is a 503, memory is bounded, the service recovers by itself, and what it acknowledged
 * is in Kafka. How soon the answers come is measured by {@code -Dbench=refusals}.
 */
@Tag("faults")
final class FrozenKafkaIT {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final long MAX_RSS_KIB = 640 << 10;
  @RegisterExtension private static final TestBroker BROKER = new TestBroker();

  @Test
  void answersEachRequestAndLosesNothing() throws Exception {
    try (StartedPart service = StartedPart.ingestService(BROKER.home(), BROKER.kafka());
        ServiceLoad singles = ServiceLoad.start(service.port(), 48, 1);
        ServiceLoad batches = ServiceLoad.start(service.port(), 16, 500)) {
      singles.awaitMore(200, 3_000, PATIENCE);
      batches.awaitMore(200, 100, PATIENCE);
      ServiceRequests.signal("-STOP", BROKER.kafka());
      try {
        singles.awaitMore(503, 1, PATIENCE);
        Instant end = Instant.now().plusSeconds(60);
        while (Instant.now().isBefore(end)) {
          ServiceRequests.get(service, "/health/live", 200);
        }
      } finally {
        ServiceRequests.signal("-CONT", BROKER.kafka());
      }
      singles.awaitMore(200, 1_000, PATIENCE);
      batches.awaitMore(200, 10, PATIENCE);
      ServiceLoad.Report small = singles.stop();
      ServiceLoad.Report big = batches.stop();
      assertThat(small.statuses()).containsOnlyKeys(200, 503);
      assertThat(big.statuses()).containsOnlyKeys(200, 503);
      assertThat(small.odd()).isEmpty();
      assertThat(big.odd()).isEmpty();
      assertThat(ServiceRequests.peakRssKib(service)).isLessThan(MAX_RSS_KIB);
      assertThat(TopicRecords.missing(BROKER.kafka().address(), "events", small.acknowledged()))
          .isEmpty();
      assertThat(TopicRecords.missing(BROKER.kafka().address(), "events", big.acknowledged()))
          .isEmpty();
    }
  }
}
