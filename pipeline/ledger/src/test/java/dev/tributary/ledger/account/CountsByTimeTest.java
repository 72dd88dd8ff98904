package dev.tributary.ledger.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CountsByTimeTest {
  private static final long NOON = Instant.parse("2026-11-24T12:00:00Z").toEpochMilli();

  private final CountsByTime counts = new CountsByTime();

  @Test
  void sumsUpASpanAsSingleCountsDo() {
    Map<Long, Long> single = new HashMap<>();
    var random = new Random(7);
    for (int i = 0; i < 2_000; i++) {
      long at = NOON - random.nextInt((int) Duration.ofHours(40).toMillis());
      long count = random.nextInt(9) - 2;
      counts.add(at, "a", count);
      single.merge(at, count, Long::sum);
    }
    for (String length : new String[] {"PT10M", "PT1H", "PT24H", "P7D"}) {
      Span span = Span.last(Duration.parse(length), NOON - 5_000);
      for (Span asked : new Span[] {span, span.dayBefore()}) {
        long sum =
            single.entrySet().stream()
                .filter(one -> one.getKey() >= asked.from() && one.getKey() < asked.to())
                .mapToLong(Map.Entry::getValue)
                .sum();
        assertThat(counts.in(asked).getOrDefault("a", 0L)).as("%s", asked).isEqualTo(sum);
      }
    }
  }

  @Test
  void hasWholeMinutesUpToADayAndWholeHoursBeyond() {
    long now = NOON + 61_500;

    assertThat(Span.last(Duration.ofMinutes(10), now))
        .isEqualTo(new Span(NOON - 9 * Span.MINUTE, NOON + 2 * Span.MINUTE, Span.MINUTE));
    assertThat(Span.last(Duration.ofDays(1), now).from()).isEqualTo(NOON + Span.MINUTE - Span.DAY);
    assertThat(Span.last(Duration.ofDays(14), now))
        .isEqualTo(new Span(NOON - 14 * Span.DAY, NOON + Span.HOUR, Span.HOUR));
    assertThatThrownBy(() -> new Span(5, 5, Span.MINUTE))
        .hasMessage("A span must end after its begin, and be in minutes or hours: 5 to 5 by 60000");
  }

  @Test
  void saysWhetherItHasAllOfASpan() {
    Span span = Span.last(Duration.ofMinutes(10), NOON);
    assertThat(counts.covers(span)).isFalse();

    counts.add(NOON - Span.MINUTE, "a", 1);
    assertThat(counts.covers(span)).isFalse();
    counts.add(NOON - Span.HOUR, "a", 1);
    assertThat(counts.covers(span)).isTrue();
    assertThat(counts.covers(span.dayBefore())).isFalse();
    assertThat(counts.first()).isEqualTo(NOON - Span.HOUR);
  }

  @Test
  void forgetsTheOldestAndSaysSo() {
    long begin = NOON - 20 * Span.DAY;
    for (long at = begin; at <= NOON; at += Span.MINUTE) {
      counts.add(at, "a", 1);
    }
    Span day = Span.last(Duration.ofDays(1), NOON);
    Span fortnight = Span.last(Duration.ofDays(14), NOON);

    assertThat(counts.covers(day.dayBefore())).isTrue();
    assertThat(counts.in(day.dayBefore())).containsEntry("a", 24 * 60 + 1L);
    assertThat(counts.covers(day.dayBefore().dayBefore())).isFalse();
    assertThat(counts.covers(fortnight.dayBefore())).isTrue();
    assertThat(counts.in(fortnight)).containsEntry("a", 14 * 24 * 60 + 1L);
    assertThat(counts.covers(fortnight.dayBefore().dayBefore())).isFalse();
  }

  @Test
  void countsNamesPastTheBoundTogether() {
    for (int i = 0; i < 1_000; i++) {
      counts.add(NOON, "name " + i, 1);
    }
    Map<String, Long> all = counts.in(Span.last(Duration.ofMinutes(10), NOON));

    assertThat(all).hasSize(CountsByTime.MOST_NAMES).containsEntry("name 0", 1L);
    assertThat(all.get(CountsByTime.OTHER)).isEqualTo(1_000L - (CountsByTime.MOST_NAMES - 1));
    assertThat(all.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(1_000);
  }
}
