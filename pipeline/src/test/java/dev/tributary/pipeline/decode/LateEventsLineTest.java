package dev.tributary.pipeline.decode;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class LateEventsLineTest {
  private static final long NOW = 1_764_410_400_000L;

  private final LateEventsLine line = new LateEventsLine(100);

  @Test
  void saysNothingWithoutLateEvents() {
    assertThat(line.add(0, NOW)).isEmpty();
  }

  @Test
  void saysOnceAMinuteHowMany() {
    assertThat(line.add(3, NOW)).hasValueSatisfying(said -> assertThat(said).contains("count=3 "));
    assertThat(line.add(4, NOW)).isEmpty();
    assertThat(line.add(5, NOW + 59_999)).isEmpty();

    assertThat(line.add(0, NOW + 60_000))
        .hasValueSatisfying(said -> assertThat(said).contains("count=9 "));
    assertThat(line.add(0, NOW + 120_000)).isEmpty();
  }
}
