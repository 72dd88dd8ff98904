package dev.tributary.it.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.it.support.StartedPart;
import dev.tributary.it.support.TestBroker;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Fault: Kafka stands still for 60 s under full load, with the door's heap at 256 MB. Guarantee:
 * each answer is a 503, memory is bounded, the door recovers by itself, and what it acknowledged is
 * in Kafka. How soon the answers come is measured by {@code -Dbench=refusals}.
 */
@Tag("faults")
final class FrozenKafkaIT {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final long MAX_RSS_KIB = 640 << 10;
  @RegisterExtension private static final TestBroker BROKER = new TestBroker();

  @Test
  void answersEachRequestAndLosesNothing() throws Exception {
    try (StartedPart door = StartedPart.ingestService(BROKER.home(), BROKER.kafka());
        DoorLoad singles = DoorLoad.start(door.port(), 48, 1);
        DoorLoad batches = DoorLoad.start(door.port(), 16, 500)) {
      singles.awaitMore(200, 3_000, PATIENCE);
      batches.awaitMore(200, 100, PATIENCE);
      DoorRequests.signal("-STOP", BROKER.kafka());
      try {
        singles.awaitMore(503, 1, PATIENCE);
        Instant end = Instant.now().plusSeconds(60);
        while (Instant.now().isBefore(end)) {
          DoorRequests.get(door, "/health/live", 200);
        }
      } finally {
        DoorRequests.signal("-CONT", BROKER.kafka());
      }
      singles.awaitMore(200, 1_000, PATIENCE);
      batches.awaitMore(200, 10, PATIENCE);
      DoorLoad.Report small = singles.stop();
      DoorLoad.Report big = batches.stop();
      assertThat(small.statuses()).containsOnlyKeys(200, 503);
      assertThat(big.statuses()).containsOnlyKeys(200, 503);
      assertThat(small.odd()).isEmpty();
      assertThat(big.odd()).isEmpty();
      assertThat(DoorRequests.peakRssKib(door)).isLessThan(MAX_RSS_KIB);
      assertThat(TopicRecords.missing(BROKER.kafka().address(), "events", small.acknowledged()))
          .isEmpty();
      assertThat(TopicRecords.missing(BROKER.kafka().address(), "events", big.acknowledged()))
          .isEmpty();
    }
  }
}
