package dev.tributary.ledger.hours;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.ledger.record.LanePosition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rule, case by case: two lanes, an allowed lateness of ten minutes. */
final class SealedHoursTest {
  private static final Duration LATENESS = Duration.ofMinutes(10);
  private static final String DAY = "2026-11-24T";

  private final Map<String, LanePosition> positions = new HashMap<>();
  private final List<LaneEnd> ends = new ArrayList<>();

  /** A lane: committed offset, the time of its newest committed record, its end in Kafka. */
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "both at their ends, 5, 09:00, 5,  7, 08:00, 7,  11:10, 11:00",
    "a second before,    5, 09:00, 5,  7, 08:00, 7,  11:09, 10:00",
    "one behind,         5, 10:30, 6,  7, 11:10, 7,  11:10, 10:00",
    "behind and past,    5, 11:10, 6,  7, 08:00, 7,  11:11, 11:00",
    "behind and not yet, 5, 11:09, 6,  7, 08:00, 7,  11:59, 10:00",
    "both behind,        5, 10:10, 6,  7, 09:59, 9,  11:59, 09:00",
    "nothing read yet,   0, 00:00, 6,  7, 11:59, 7,  11:59, 00:00",
    "stamps ahead,       5, 19:00, 6,  7, 19:00, 9,  11:15, 11:00",
    "an empty lane,      0, 00:00, 0,  7, 11:30, 7,  11:15, 11:00",
  })
  void sealsWhatAllLanesArePast(
      String what,
      long offset,
      String newest,
      long end,
      long otherOffset,
      String otherNewest,
      long otherEnd,
      String now,
      String until) {
    lane(0, offset, newest, end);
    lane(1, otherOffset, otherNewest, otherEnd);
    assertThat(until(now)).as(what).isEqualTo(until.equals("00:00") ? midnight() : at(until));
  }

  private static Instant midnight() {
    return Instant.parse("2026-11-23T23:00:00Z"); // less the lateness
  }

  private static Instant at(String time) {
    return Instant.parse(DAY + time + ":00Z");
  }

  private void lane(int partition, long offset, String newest, long end) {
    var position = new LanePosition("events", partition, "id", offset, at(newest).toEpochMilli());
    positions.put(position.lane().key(), position);
    ends.add(new LaneEnd(position.lane().key(), end));
  }

  private Instant until(String now) {
    return SealedHours.until(positions, ends, at(now), LATENESS);
  }

  @Test
  void sealsNothingBeforeTheFirstRecordOfALane() {
    positions.put("0-id", new LanePosition("events", 0, "id", 0, 0));
    ends.add(new LaneEnd("0-id", 1));
    assertThat(until("11:59")).isEqualTo(SealedHours.NONE);
  }

  @Test
  void sealsNothingWhileAPartitionThatNoLaunchKnowsHasRecords() {
    lane(0, 5, "11:00", 5);
    ends.add(new LaneEnd("4-id", 0));
    assertThat(until("11:15")).isEqualTo(at("11:00"));
    ends.add(new LaneEnd("5-id", 1));
    assertThat(until("11:15")).isEqualTo(SealedHours.NONE);
  }

  @Test
  void leavesOutALaneOfAFormerTopic() {
    lane(0, 5, "11:00", 5);
    positions.put("0-former", new LanePosition("events", 0, "former", 3, 0));
    assertThat(until("11:15")).isEqualTo(at("11:00"));
  }

  @Test
  void sealsNothingWithoutLanes() {
    assertThat(until("11:15")).isEqualTo(SealedHours.NONE);
  }
}
