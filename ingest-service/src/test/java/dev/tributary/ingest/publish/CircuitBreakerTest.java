package dev.tributary.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5); // the clock may overflow
  private final CircuitBreaker breaker = new CircuitBreaker(Duration.ofNanos(100), now::get);

  @Test
  void allowsEverythingWhileKafkaAcknowledges() {
    breaker.succeeded();

    assertThat(breaker.tryAcquire()).isTrue();
    assertThat(breaker.isRefusing()).isFalse();
  }

  @Test
  void allowsOneTrialInEachPauseWhenKafkaDoesNot() {
    breaker.failed();
    assertThat(breaker.tryAcquire()).isFalse();
    assertThat(breaker.isRefusing()).isTrue();

    now.addAndGet(100);
    assertThat(breaker.isRefusing()).as("asking uses up no trial").isFalse();
    assertThat(breaker.isRefusing()).isFalse();
    assertThat(breaker.tryAcquire()).as("the trial").isTrue();
    assertThat(breaker.tryAcquire()).as("no second one").isFalse();

    now.addAndGet(100);
    assertThat(breaker.tryAcquire()).as("the next trial").isTrue();
  }

  @Test
  void closesAtTheFirstAcknowledgement() {
    breaker.failed();
    breaker.succeeded();

    assertThat(breaker.state()).isEqualTo(CircuitBreaker.State.CLOSED);
    assertThat(breaker.tryAcquire()).isTrue();
  }
}
