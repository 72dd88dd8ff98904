package dev.tributary.schemas.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NamesAndTimesTest {
  @ParameterizedTest
  @ValueSource(strings = {"a", "request_group", "a1_", "default"})
  void takesNamesThatFollowTheRule(String name) {
    assertThat(EventTypes.problem(name)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "A", "1a", "_a", "a-b", "a b", "é", "a/../b", "events", "dead_letters"})
  void refusesNamesThatBreakTheRule(String name) {
    assertThat(EventTypes.problem(name)).contains(EventTypes.RULE);
  }

  @Test
  void boundsTheLengthOfAName() {
    assertThat(EventTypes.problem("a".repeat(64))).isEmpty();
    assertThat(EventTypes.problem("a".repeat(65))).contains(EventTypes.RULE);
  }

  @ParameterizedTest
  @CsvSource({
    "Order Completed, order_completed",
    "com.example.Order--Made, com_example_order_made",
    "42nd Street, e_42nd_street",
    "events, e_events",
    "日本, e_cf2abf0c",
    "注文, e_266125dd",
    "支払, e_15144a88",
    "Größe geändert, gr_e_ge_ndert_75bb2f63",
    "\u212Aelvin, e__elvin_4a274a98",
    "hours, e_hours",
    "'', e_e3b0c442"
  })
  void makesAnEventTypeOfAForeignName(String name, String type) {
    String made = EventTypes.fromForeignName(name);
    assertThat(EventTypes.problem(made)).isEmpty();
    assertThat(made).isEqualTo(type);
  }

  @Test
  void cutsALongForeignName() {
    assertThat(EventTypes.fromForeignName("9".repeat(100))).hasSize(64).startsWith("e_9");
    assertThat(EventTypes.fromForeignName("é" + "x".repeat(100)))
        .hasSize(64)
        .matches("e__x{52}_[0-9a-f]{8}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-24T01:02:03Z",
        "2026-11-24T01:02:03.4Z",
        "2026-11-24T01:02:03.456Z",
        "2026-11-24T01:02:03.456789123Z",
        "2026-11-24t01:02:03z",
        "2024-02-29T23:59:59.999+14:00",
        "0001-01-01T00:00:00-12:30"
      })
  void readsDateTimesAsTheJdkDoes(String text) {
    assertThat(Rfc3339.parseMillis(text))
        .isEqualTo(OffsetDateTime.parse(text).toInstant().toEpochMilli());
  }

  @Test
  void readsALeapSecond() {
    assertThat(Rfc3339.parseMillis("2016-12-31T23:59:60Z"))
        .isEqualTo(Rfc3339.parseMillis("2017-01-01T00:00:00Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "now",
        "2026-11-24",
        "2026-11-24 01:02:03Z",
        "2026-11-24T01:02Z",
        "2026-11-24T01:02:03",
        "2026-11-24T01:02:03.Z",
        "2026-11-24T01:02:03+01",
        "2026-11-24T24:00:00Z",
        "2026-02-30T00:00:00Z",
        "2026-13-01T00:00:00Z",
        "2026-11-24T01:02:61Z",
        "2026-11-24T01:02:03Zx",
        "+026-11-24T01:02:03Z"
      })
  void refusesWhatIsNoDateTime(String text) {
    assertThat(Rfc3339.parseMillis(text)).isEqualTo(Rfc3339.INVALID);
  }

  @ParameterizedTest
  @CsvSource({
    "C3A9, true",
    "C0AF, false",
    "E282AC, true",
    "EDA080, false",
    "F09F9880, true",
    "F4908080, false",
    "80, false",
    "E282, false",
    "6161616161616161C3, false"
  })
  void tellsUtf8AsTheRfcDefinesIt(String hex, boolean valid) {
    assertThat(Utf8.isValid(java.util.HexFormat.of().parseHex(hex))).isEqualTo(valid);
  }
}
