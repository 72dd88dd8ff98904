package dev.tributary.pipeline.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

final class LateEventsLineTest {
  private final SetClock clock = new SetClock();
  private final LateEventsLine line = new LateEventsLine(clock, 100);

  @Test
  void saysNothingWithoutLateEvents() {
    assertThat(line.add(0)).isEmpty();
  }

  @Test
  void saysOnceAMinuteHowMany() {
    assertThat(line.add(3)).hasValueSatisfying(said -> assertThat(said).contains("count=3 "));
    assertThat(line.add(4)).isEmpty();
    assertThat(line.add(5)).isEmpty();

    clock.now = clock.now.plusSeconds(60);
    assertThat(line.add(0)).hasValueSatisfying(said -> assertThat(said).contains("count=9 "));
    assertThat(line.add(0)).isEmpty();
  }

  private static final class SetClock extends Clock {
    private Instant now = Instant.parse("2026-11-29T10:00:00Z");

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
