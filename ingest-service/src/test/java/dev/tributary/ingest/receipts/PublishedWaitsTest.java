package dev.tributary.ingest.receipts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PublishedWaitsTest {
  private static final Duration LONG = Duration.ofSeconds(50);

  @Test
  void endsWhenItIsDone() throws Exception {
    var waits = new PublishedWaits(10);
    var done = new AtomicBoolean();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var asked = new CountDownLatch(1);
      Future<Boolean> wait =
          threads.submit(
              () ->
                  waits.await(
                      4,
                      LONG,
                      () -> {
                        asked.countDown();
                        return done.get();
                      },
                      () -> false));
      asked.await();
      assertThat(waits.waitingEvents()).isEqualTo(4);
      done.set(true);
      waits.wake();
      assertThat(wait.get()).isTrue();
    }
    assertThat(waits.waitingEvents()).isZero();
  }

  @Test
  void endsWhenTheTimeOrTheWaitIsOver() {
    var waits = new PublishedWaits(10);

    assertThat(waits.await(1, Duration.ofMillis(1), () -> false, () -> false)).isTrue();
    assertThat(waits.await(1, LONG, () -> false, () -> true)).isTrue();
    assertThat(waits.waitingEvents()).isZero();
  }

  @Test
  void doesNotWaitForMoreEventsThanItMay() {
    var waits = new PublishedWaits(10);

    assertThat(waits.await(11, LONG, () -> false, () -> false)).isFalse();
    assertThat(waits.await(10, LONG, () -> true, () -> false)).isTrue();
    assertThat(waits.waitingEvents()).isZero();
  }
}
