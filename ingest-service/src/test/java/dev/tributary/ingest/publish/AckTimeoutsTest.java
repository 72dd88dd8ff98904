package dev.tributary.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120) // for what hangs
final class AckTimeoutsTest {
  private static final Delivery TAKEN = new Delivery.Acknowledged("events", 0, 1);

  private final AckTimeouts timeouts = new AckTimeouts();

  @BeforeEach
  void start() {
    timeouts.start();
  }

  @AfterEach
  void close() {
    timeouts.close();
  }

  private static long after(Duration time) {
    return System.nanoTime() + time.toNanos();
  }

  @Test
  void givesUpAfterTheDeadlineAndKeepsWhatWasAcknowledged() {
    long deadline = after(Duration.ofMillis(50));
    PendingAcks acks = new PendingAcks(2, deadline);
    acks.settle(1, TAKEN);

    assertThat(timeouts.await(acks))
        .containsExactly(
            new Delivery.Unacknowledged("Kafka did not acknowledge the event in time"), TAKEN);
    assertThat(System.nanoTime() - deadline).isNotNegative();
  }

  @Test
  void waitsNoLongerThanForTheLastAcknowledgement() {
    PendingAcks acks = new PendingAcks(1, after(Duration.ofHours(1)));
    Thread.ofVirtual().start(() -> acks.settle(0, TAKEN));

    assertThat(timeouts.await(acks)).containsExactly(TAKEN);
  }

  @Test
  void givesUpAlsoAfterARest() {
    awaitRest();
    PendingAcks acks = new PendingAcks(1, after(Duration.ofMillis(50)));

    assertThat(timeouts.await(acks))
        .containsExactly(
            new Delivery.Unacknowledged("Kafka did not acknowledge the event in time"));
  }

  /** It rests when for a second nobody waited. */
  private void awaitRest() {
    long end = after(Duration.ofMinutes(1));
    while (!timeouts.isResting()) {
      assertThat(System.nanoTime() - end).as("it rests").isNegative();
      LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
    }
  }
}
