package dev.tributary.it.records;

import static dev.tributary.it.support.TestJson.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.it.faults.CommitRecords;
import dev.tributary.it.faults.EmbeddedPipeline;
import dev.tributary.it.faults.PipelineFixture;
import dev.tributary.it.support.TestBroker;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * An id that comes twice makes one row: in a run, and across a {@code kill -9} and a start from
 * nothing. Producers stamp the records here, so that any time can be sent.
 */
final class DuplicatesIT {
  private static final Duration YEAR = Duration.ofDays(365);
  @RegisterExtension private static final TestBroker BROKER = new TestBroker();

  private final Instant now = Instant.now();
  private final Expected expected = new Expected();

  @Test
  void makesOneRowOfAnIdThatComesTwiceAlsoAfterAKillAndAStartFromNothing() throws Exception {
    try (PipelineFixture world =
            PipelineFixture.make(BROKER.kafka().address(), "duplicates", BROKER.home().folder());
        Records records = new Records(world)) {
      Records.stampedByProducers(world);
      String topic = world.topics().get(0);
      String other = world.topics().get(1);
      putBefore(records, topic, other);
      try (var pipeline = EmbeddedPipeline.start(world)) {
        records.awaitEnds();
        pipeline.kill();
      }
      expected.assertMet(world);
      putAfter(records, topic, other);
      try (var pipeline = EmbeddedPipeline.start(world, "--dedupeWindow=PT2M")) {
        records.awaitEnds();
        assertThat(pipeline.process().isAlive()).isTrue();
      }
      expected.assertMet(world);
      assertThat(CommitRecords.read(world).duplicatesByType()).isEqualTo(Map.of("a", 9L));
    }
  }

  private void putBefore(Records records, String topic, String other) throws Exception {
    expected.row("a", now, records.put(topic, 0, now, event("a", "one", 1)));
    expected.is("duplicate", records.put(topic, 0, now, event("a", "one", 1)));
    expected.is("CONFLICTING_ID", records.put(topic, 0, now, event("a", "one", 2)));
    expected.row("b", now, records.put(topic, 0, now, event("b", "one", 1))); // another type's id
    expected.row("a", now, records.put(topic, 0, now, json("{'event_type':'a','n':1}"))); // no id
    expected.row("a", now, records.put(topic, 0, now, json("{'event_type':'a','n':1}")));

    expected.row("a", now, records.put(topic, 1, now, event("a", "ahead-1", 1)));
    expected.row(
        "a", now.plus(YEAR), records.put(topic, 1, now.plus(YEAR), event("a", "ahead-2", 1)));
    expected.is("duplicate", records.put(topic, 1, now, event("a", "ahead-1", 1)));

    expected.row("a", now, records.put(topic, 2, now, event("a", "back-1", 1)));
    expected.row("a", Instant.EPOCH, records.put(topic, 2, Instant.EPOCH, event("a", "back-2", 1)));

    Instant hours = now.minus(Duration.ofHours(3));
    expected.row("a", hours, records.put(topic, 3, hours, event("a", "past-1", 1)));
    expected.row(
        "a", now, records.put(topic, 3, now, event("a", "past-1", 1))); // the window is over

    // a backlog: the worker's clock is 3 hours past the records when it reads them
    expected.row("a", hours, records.put(other, 0, hours, event("a", "backlog-1", 1)));
    expected.row("a", now.plus(YEAR), records.put(other, 0, now.plus(YEAR), event("a", "far", 1)));
    expected.is("duplicate", records.put(other, 0, hours, event("a", "backlog-1", 1)));
  }

  private void putAfter(Records records, String topic, String other) throws Exception {
    expected.is("duplicate", records.put(topic, 0, now, event("a", "one", 1)));
    expected.is("CONFLICTING_ID", records.put(topic, 0, now, event("b", "one", 2)));
    expected.is("duplicate", records.put(topic, 1, now, event("a", "ahead-1", 1)));
    expected.is("duplicate", records.put(topic, 1, now.plus(YEAR), event("a", "ahead-2", 1)));
    expected.is("duplicate", records.put(topic, 2, now, event("a", "back-1", 1)));
    Instant hours = now.minus(Duration.ofHours(3));
    expected.is("duplicate", records.put(other, 0, hours, event("a", "backlog-1", 1)));

    // the second launch has a window of 2 minutes
    expected.row("a", hours, records.put(other, 1, hours, event("a", "small-1", 1)));
    Instant minutes = hours.plus(Duration.ofMinutes(10));
    expected.row("a", minutes, records.put(other, 1, minutes, event("a", "small-1", 1)));
    expected.is(
        "duplicate", records.put(other, 1, minutes.plusSeconds(90), event("a", "small-1", 1)));
  }

  private static String event(String type, String id, int data) {
    return json("{'event_type':'%s','id':'%s','data':{'n':%d}}".formatted(type, id, data));
  }
}
