package dev.tributary.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CircuitBreakersTest {
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5); // the clock may overflow
  private final CircuitBreakers breakers =
      new CircuitBreakers(Duration.ofNanos(100), Duration.ofNanos(1_000), now::get);

  @Test
  void closesNoOtherTopic() {
    breakers.failed("bad");

    assertThat(breakers.tryAcquire("bad")).isFalse();
    assertThat(breakers.tryAcquire("good")).isTrue();
    assertThat(breakers.isAnyOpen()).isTrue();
    assertThat(breakers.isAnyRefusing()).isTrue();
  }

  @Test
  void knowsWhetherAnotherTopicTookAnEventLately() {
    assertThat(breakers.isNothingTaken()).isFalse();
    breakers.succeeded("good");
    breakers.failed("bad");
    assertThat(breakers.isNothingTaken()).as("what was before says nothing").isTrue();

    breakers.succeeded("good");
    assertThat(breakers.isNothingTaken()).isFalse();
    now.addAndGet(1_001);
    assertThat(breakers.isNothingTaken()).isTrue();
  }

  @Test
  void opensAndClosesEachOnceHoweverOftenItIsTold() {
    breakers.failed("bad");
    breakers.failed("bad");
    breakers.failed("worse");
    breakers.succeeded("bad");
    breakers.succeeded("bad");
    assertThat(breakers.isAnyOpen()).isTrue();

    breakers.succeeded("worse");
    assertThat(breakers.isAnyOpen()).isFalse();
    assertThat(breakers.tryAcquire("bad")).isTrue();
  }
}
