package dev.tributary.pipeline.decode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.pipeline.outcome.HourlyOutcomes;
import dev.tributary.pipeline.outcome.Outcome;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class HourRunsTest {
  private final List<HourlyOutcomes> given = new ArrayList<>();
  private final HourRuns runs = new HourRuns(given::add);
  private long offset;

  @Test
  void endARunWhereTheHourChanges() {
    add("2026-11-24T12:00:00Z", "2026-11-24T12:59:59.999Z");
    add("2026-11-24T13:00:00Z");
    add("2026-11-24T12:59:59.999Z", "2026-11-24T12:00:00Z");
    runs.end();
    assertThat(given)
        .extracting(HourRunsTest::offsets)
        .containsExactly(List.of(0L, 1L), List.of(2L), List.of(3L, 4L));
    assertThat(given)
        .extracting(run -> Instant.ofEpochMilli(run.hourMillis()).toString())
        .containsExactly("2026-11-24T12:00:00Z", "2026-11-24T13:00:00Z", "2026-11-24T12:00:00Z");
  }

  @Test
  void knowHoursBefore1970() {
    add("1969-12-31T23:59:59.999Z", "1970-01-01T00:00:00Z", "1969-12-31T23:00:00Z");
    runs.end();
    assertThat(given)
        .extracting(HourlyOutcomes::hourMillis)
        .containsExactly(-3_600_000L, 0L, -3_600_000L);
  }

  @Test
  void giveNothingWhereNothingCame() {
    runs.end();
    assertThat(given).isEmpty();
  }

  @Test
  void crossTheWireWhole() throws Exception {
    add("2026-11-24T12:00:00Z", "2026-11-24T12:00:01Z");
    runs.end();
    var bytes = new ByteArrayOutputStream();
    new HourlyOutcomes.Coder().encode(given.get(0), bytes);
    HourlyOutcomes back =
        new HourlyOutcomes.Coder().decode(new ByteArrayInputStream(bytes.toByteArray()));
    assertThat(offsets(back)).containsExactly(0L, 1L);
    assertThat(back.hourMillis()).isEqualTo(given.get(0).hourMillis());
  }

  private static List<Long> offsets(HourlyOutcomes run) {
    List<Long> offsets = new ArrayList<>();
    run.forEach(outcome -> offsets.add(outcome.offset()));
    return offsets;
  }

  private void add(String... times) {
    for (String time : times) {
      long millis = Instant.parse(time).toEpochMilli();
      runs.add(
          new Outcome(
              Outcome.Kind.ROW,
              "2-id",
              offset,
              offset++,
              millis,
              millis,
              new byte[0],
              "",
              null,
              null));
    }
  }
}
