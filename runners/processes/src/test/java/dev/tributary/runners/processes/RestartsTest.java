package dev.tributary.runners.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class RestartsTest {
  private static final Instant START = Instant.parse("2026-11-24T00:00:00Z");

  private static final Duration WITHIN = Duration.ofMinutes(10);

  private final Restarts restarts = new Restarts(WITHIN);

  @Test
  void pausesLongerEachTimeAndGivesUpAfterFive() {
    for (int seconds : new int[] {1, 2, 4, 8, 16}) {
      assertThat(restarts.next(START)).contains(Duration.ofSeconds(seconds));
    }
    assertThat(restarts.next(START)).isEmpty();
  }

  @Test
  void forgetsWhatWasTenMinutesAgo() {
    for (int i = 0; i < Restarts.MOST; i++) {
      restarts.next(START);
    }
    Instant later = START.plus(WITHIN).plusSeconds(1);
    assertThat(restarts.next(later)).contains(Duration.ofSeconds(1));
    assertThat(restarts.used()).isEqualTo(1);
  }
}
