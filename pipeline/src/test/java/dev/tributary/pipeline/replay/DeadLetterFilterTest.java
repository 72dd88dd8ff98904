package dev.tributary.pipeline.replay;

import static dev.tributary.pipeline.TestJson.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.ledger.record.Position;
import dev.tributary.pipeline.PipelineAccess;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** From what a user types to the dead letters that are meant. */
final class DeadLetterFilterTest {
  private static final DeadLetter LETTER =
      new DeadLetter(
          new Position("events", 2, 7),
          "id",
          "TOO_MANY_EVENT_TYPES",
          Instant.parse("2026-11-24T10:00:00Z").toEpochMilli(),
          utf8("{'id':'1','event_type':'purchase'}"));

  @Test
  void takesThoseThatFitAllThatIsSaid() {
    assertThat(selects("--reason=NOT_JSON,TOO_MANY_EVENT_TYPES")).isTrue();
    assertThat(selects("--reason=NOT_JSON")).isFalse();
    assertThat(selects("--type=other, purchase")).isTrue();
    assertThat(selects("--type=other")).isFalse();
    assertThat(selects("--position=events-2-7,events-0-0")).isTrue();
    assertThat(selects("--position=events-2-8")).isFalse();
    assertThat(selects("--reason=TOO_MANY_EVENT_TYPES", "--type=other")).isFalse();
    assertThat(selects("--reason=TOO_MANY_EVENT_TYPES", "--type=purchase", "--from=2026-11-24"))
        .isTrue();
  }

  @Test
  void takesTimesFromTheFirstToBeforeTheLast() {
    assertThat(selects("--from=2026-11-24T10:00:00Z")).isTrue();
    assertThat(selects("--from=2026-11-24T10:00:00.001Z")).isFalse();
    assertThat(selects("--to=2026-11-24T10:00:00Z")).isFalse();
    assertThat(selects("--to=2026-11-24T10:00:00.001Z")).isTrue();
    assertThat(selects("--to=2026-11-24")).isFalse();
    assertThat(selects("--to=2026-11-25")).isTrue();
  }

  @Test
  void opensOnlyFilesOfTheDaysThatAreMeant() {
    DeadLetterFilter selection =
        select("--from=2026-11-24T10:00:00Z", "--to=2026-11-26").selection();
    assertThat(List.of("23", "24", "25", "26"))
        .filteredOn(day -> selection.mayBeIn("dead_letters/dt=2026-11-" + day + "/x.parquet"))
        .containsExactly("24", "25");
    assertThat(select("--all").selection().mayBeIn("dead_letters/dt=2026-11-23/x")).isTrue();
  }

  @Test
  void refusesAllThatIsWrongAtOnce() {
    assertThatThrownBy(
            () ->
                select(
                    "--reason=BAD",
                    "--type=Not A Name",
                    "--from=yesterday",
                    "--to=now",
                    "--position=events"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("--reason must be one of EMPTY, ")
        .hasMessageContaining("--type must match")
        .hasMessageContaining("--from must be a day (2026-11-24) or a time")
        .hasMessageContaining("--to must be a day")
        .hasMessageContaining("--position must be topic-partition-offset: events");
  }

  @Test
  void wantsToHearThatAllAreMeant() {
    assertThatThrownBy(DeadLetterFilterTest::select)
        .hasMessage("say which: --reason, --type, --from, --to, --position, or --all");
    assertThat(select("--dry-run").dryRun()).isTrue();
    assertThat(selects("--all")).isTrue();
  }

  @Test
  void seesTypeAndIdOfWhatIsNoEventAsFarAsItCanBeRead() {
    assertThat(glimpse("{'id':'1','event_type':'a','timestamp':7}")).isEqualTo(List.of("a", "1"));
    assertThat(glimpse("{'data':{'id':'no'},'event_type':'a','id':")).isEqualTo(List.of("a", ""));
    assertThat(glimpse("{'id':'\u00e9','event_type':5}")).isEqualTo(List.of("", ""));
    assertThat(glimpse("['id']")).isEqualTo(List.of("", ""));
    assertThat(glimpse("")).isEqualTo(List.of("", ""));
    assertThat(glimpse("{'id':'1','a':" + "[".repeat(5_000))).isEqualTo(List.of("", "1"));
  }

  private static List<String> glimpse(String value) {
    PartialEnvelope glimpse = PartialEnvelope.of(utf8(value));
    return List.of(glimpse.eventType().orElse(""), glimpse.id().orElse(""));
  }

  private static boolean selects(String... options) {
    return select(options).selection().has(LETTER);
  }

  private static ReplaySettings select(String... options) {
    List<String> given = List.of(options);
    return ReplaySettings.of(
        new ReplayRequest(
            new PipelineAccess("b:1", "", "l", "tributary"),
            value(given, "--reason="),
            value(given, "--type="),
            value(given, "--from="),
            value(given, "--to="),
            value(given, "--position="),
            given.contains("--all"),
            false,
            given.contains("--dry-run")));
  }

  private static String value(List<String> given, String option) {
    return given.stream()
        .filter(each -> each.startsWith(option))
        .map(each -> each.substring(option.length()))
        .findFirst()
        .orElse("");
  }
}
