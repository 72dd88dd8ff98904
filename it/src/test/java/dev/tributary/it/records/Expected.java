package dev.tributary.it.records;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.it.faults.PipelineFixture;
import dev.tributary.it.faults.Sent.Position;
import dev.tributary.it.faults.TopicValues;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;

/** The end that each record must have: that one, once, with its bytes, and nothing else. */
final class Expected {
  private static final DateTimeFormatter DAY_AND_HOUR =
      DateTimeFormatter.ofPattern("yyyy-MM-dd/HH").withZone(ZoneOffset.UTC);

  private final Map<Position, String> ends = new LinkedHashMap<>();

  /** A dead letter's reason, or {@code duplicate}. */
  void is(String end, Position at) {
    ends.put(at, end);
  }

  /** A row of the type, in the folder of the hour (UTC) that holds the time. */
  void row(String type, Instant time, Position at) {
    is(type + "/" + DAY_AND_HOUR.format(time), at);
  }

  void assertMet(PipelineFixture world) throws Exception {
    RecordOutcomes found = RecordOutcomes.read(world);
    Map<Position, String> what = new LinkedHashMap<>();
    ends.keySet().forEach(at -> what.put(at, found.of(at)));
    assertThat(what).isEqualTo(ends);
    assertThat(found.byPosition()).hasSameSizeAs(ends);
    assertThat(found.otherBytes(TopicValues.md5s(world))).isEmpty();
  }
}
