package dev.tributary.schemas.columns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Field ids that are in files for ever: a change here is a change of the lake's contract. */
final class FieldIdsTest {
  @Test
  void keepEachColumnOfEveryEvent() {
    assertThat(FieldIds.EVERY_EVENT.byPath())
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry("event_id", 1),
                Map.entry("event_time", 2),
                Map.entry("event_time_source", 3),
                Map.entry("received_at", 4),
                Map.entry("host", 5),
                Map.entry("user_agent", 6),
                Map.entry("accept", 7),
                Map.entry("headers", 8),
                Map.entry("headers.key", 9),
                Map.entry("headers.value", 10),
                Map.entry("raw_event", 11),
                Map.entry("kafka_topic", 12),
                Map.entry("kafka_partition", 13),
                Map.entry("kafka_offset", 14),
                Map.entry("problems", 15),
                Map.entry("problems.element", 16),
                Map.entry("event_type", 17),
                Map.entry("dt", 18),
                Map.entry("hour", 19)));
    assertThat(FieldIds.EVERY_EVENT.byPath())
        .containsKeys(names(LakeTable.EVENTS))
        .containsKey(LakeTable.PROBLEMS.name());
  }

  @Test
  void keepEachColumnOfDeadLetters() {
    assertThat(FieldIds.DEAD_LETTERS.byPath())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "received_at", 1,
                "reason", 2,
                "field", 3,
                "detail", 4,
                "raw_event", 5,
                "raw_encoding", 6,
                "kafka_topic", 7,
                "kafka_partition", 8,
                "kafka_offset", 9,
                "dt", 10))
        .containsKeys(names(LakeTable.DEAD_LETTERS));
  }

  @Test
  void keepEachColumnOfCommits() {
    assertThat(FieldIds.COMMITS.byPath())
        .hasSize(38)
        .containsAllEntriesOf(
            Map.of(
                "kind", 1,
                "log_offset", 4,
                "committed_at", 5,
                "rows", 7,
                "lanes", 13,
                "lanes.element.topic", 15,
                "hours.element.bytes", 31,
                "duplicates_by_type.value", 34,
                "dead_letters_by_reason.value", 37,
                "dt", 38))
        .containsKeys(names(LakeTable.COMMITS));
  }

  @Test
  void keepEachColumnOfHours() {
    assertThat(FieldIds.HOURS.byPath())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "event_type", 1,
                "hour", 2,
                "rows", 3,
                "sealed_at", 4,
                "reopened", 5,
                "removed", 6,
                "dt", 7,
                "expired", 8))
        .containsKeys(names(LakeTable.HOURS));
  }

  private static String[] names(LakeTable table) {
    return Stream.of(table.columns(), table.partitionKeys())
        .flatMap(List::stream)
        .map(Column::name)
        .toArray(String[]::new);
  }
}
