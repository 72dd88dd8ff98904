package dev.tributary.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BreakerTest {
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5); // the clock may overflow
  private final Breaker breaker = new Breaker(Duration.ofNanos(100), now::get);

  @Test
  void letsEverythingThroughWhileKafkaAcknowledges() {
    breaker.succeeded();

    assertThat(breaker.lets()).isTrue();
    assertThat(breaker.refuses()).isFalse();
  }

  @Test
  void letsOneThroughAPauseWhenKafkaDoesNot() {
    breaker.failed();
    assertThat(breaker.lets()).isFalse();
    assertThat(breaker.refuses()).isTrue();

    now.addAndGet(100);
    assertThat(breaker.refuses()).as("asking uses up no trial").isFalse();
    assertThat(breaker.refuses()).isFalse();
    assertThat(breaker.lets()).as("the trial").isTrue();
    assertThat(breaker.lets()).as("no second one").isFalse();

    now.addAndGet(100);
    assertThat(breaker.lets()).as("the next trial").isTrue();
  }

  @Test
  void closesAtTheFirstAcknowledgement() {
    breaker.failed();
    breaker.succeeded();

    assertThat(breaker.state()).isEqualTo(Breaker.State.CLOSED);
    assertThat(breaker.lets()).isTrue();
  }
}
