package dev.tributary.pipeline.retain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.schemas.types.EventSchemas;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** When the rows of a partition are older than they are kept. */
final class RetentionRulesTest {
  private static final String HOUR = "events/event_type=t/dt=2026-11-24/hour=23";
  private static final String SHORT = "events/event_type=short/dt=2026-11-24/hour=00";
  private static final String LONG = "events/event_type=long/dt=2026-11-24/hour=00";
  private static final String DAY = "dead_letters/dt=2026-11-24";

  private final RetentionRules rules =
      new RetentionRules(
          Duration.ofDays(30),
          Duration.ofDays(10),
          Map.of("short", Duration.ofDays(1), "long", Duration.ZERO));

  @Test
  void countsFromTheEndOfTheHour() {
    assertThat(rules.isOver(HOUR, at("2026-12-24T23:59:59.999Z"))).isFalse();
    assertThat(rules.isOver(HOUR, at("2026-12-25T00:00:00Z"))).isTrue();
  }

  @Test
  void countsFromTheEndOfTheDayOfDeadLetters() {
    assertThat(rules.isOver(DAY, at("2026-12-04T23:59:59.999Z"))).isFalse();
    assertThat(rules.isOver(DAY, at("2026-12-05T00:00:00Z"))).isTrue();
  }

  @Test
  void takesTheTimeOfTheTypeBeforeThatOfAll() {
    assertThat(rules.isOver(SHORT, at("2026-11-25T00:59:59Z"))).isFalse();
    assertThat(rules.isOver(SHORT, at("2026-11-25T01:00:00Z"))).isTrue();
    assertThat(rules.of(LONG)).as("for ever").isEmpty();
    assertThat(rules.isOver(LONG, at("9999-12-31T00:00:00Z"))).isFalse();
  }

  @Test
  void letsNothingExpireThatStaysForEver() {
    assertThat(RetentionRules.FOR_EVER.isOver(HOUR, at("9999-12-31T00:00:00Z"))).isFalse();
    assertThat(RetentionRules.FOR_EVER.isOver(DAY, at("9999-12-31T00:00:00Z"))).isFalse();
  }

  @Test
  void readsTheTimesOfTheSchemas() {
    String schema =
        """
        {"type": "record", "name": "%s", "doc": "d"%s, "fields": []}""";
    EventSchemas schemas =
        EventSchemas.of(
            Map.of(
                "with.avsc", schema.formatted("with", ", \"tributary.retain\": \"P30D\""),
                "without.avsc", schema.formatted("without", "")));
    RetentionRules made = RetentionRules.of(RetentionRules.KEPT, Duration.ZERO, schemas);
    assertThat(made.byType()).isEqualTo(Map.of("with", Duration.ofDays(30)));
    assertThat(made.of(HOUR)).contains(Duration.ofDays(400));
    assertThat(made.of(DAY)).isEmpty();
  }

  private static Instant at(String time) {
    return Instant.parse(time);
  }
}
