package dev.tributary.pipeline.decode;

import static dev.tributary.pipeline.TestJson.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.pipeline.lane.LaneRecord;
import dev.tributary.pipeline.outcome.Outcome;
import dev.tributary.pipeline.outcome.OutcomeCoder;
import dev.tributary.schemas.rules.RejectionReason;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An outcome crosses to the writer by its coder, with all that the writer needs. */
final class OutcomeOverCoderTest extends LaneDecoding {
  @Test
  void keepsTheHourOfTheRecordOverTheCoder() throws Exception {
    for (int i = 0; i < 3; i++) {
      decode(0, i, i, late("a", "0" + i));
    }
    var bytes = new ByteArrayOutputStream();
    new OutcomeCoder().encode(outcomes.get(2), bytes);
    Outcome after = new OutcomeCoder().decode(new ByteArrayInputStream(bytes.toByteArray()));
    assertThat(after.eventMillis()).isEqualTo(NOW.toEpochMilli());
    assertThat(after.with(outcomes.get(2).event()).isInHourOfRecord()).isTrue();
  }

  @Test
  void keepsAnOutcomeOverItsCoder() throws Exception {
    decode(0, 4, 9, "{'event_type':'a','timestamp':'2026-11-24T08:30:00Z'}");
    Outcome before = outcomes.get(0);
    var bytes = new ByteArrayOutputStream();
    new OutcomeCoder().encode(before, bytes);
    Outcome after = new OutcomeCoder().decode(new ByteArrayInputStream(bytes.toByteArray()));
    assertThat(after).usingRecursiveComparison().ignoringFields("event").isEqualTo(before);
    assertThat(after.event()).isNull();
  }

  @Test
  void keepsWhyARecordIsADeadLetterOverItsCoder() throws Exception {
    decode(0, 0, 0, "{'event_type':'a','id':'é" + "😀".repeat(60) + "'}");
    var bytes = new ByteArrayOutputStream();
    new OutcomeCoder().encode(outcomes.get(0), bytes);
    Outcome after = new OutcomeCoder().decode(new ByteArrayInputStream(bytes.toByteArray()));
    assertThat(after.rejection()).isEqualTo(outcomes.get(0).rejection());
    assertThat(after.rejection().reason()).isEqualTo(RejectionReason.BAD_ID);
  }

  @Test
  void keepsThePositionThatAReplayedRecordHadFirst() throws Exception {
    decoder.decode(
        LANE,
        new LaneRecord(0, NOW.toEpochMilli(), utf8("{'event_type':'a'}"), "events-1-7"),
        0,
        0,
        state(),
        outcomes::add);
    var bytes = new ByteArrayOutputStream();
    new OutcomeCoder().encode(outcomes.get(0), bytes);
    Outcome after = new OutcomeCoder().decode(new ByteArrayInputStream(bytes.toByteArray()));
    assertThat(List.of(outcomes.get(0), after))
        .extracting(Outcome::replayOf)
        .containsOnly("events-1-7");
  }
}
