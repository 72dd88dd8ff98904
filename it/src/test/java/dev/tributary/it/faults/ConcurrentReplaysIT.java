package dev.tributary.it.faults;

import static dev.tributary.it.faults.ReplayParts.PATIENCE;
import static dev.tributary.it.faults.ReplayParts.awaitDrained;
import static dev.tributary.it.faults.ReplayParts.pipeline;
import static dev.tributary.it.faults.ReplayParts.record;
import static dev.tributary.it.faults.ReplayParts.replay;
import static dev.tributary.it.faults.ReplayParts.send;
import static dev.tributary.it.faults.ReplayParts.startReplay;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.it.support.TestBroker;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Two replays of the same dead letters at one time. Fault: the one that starts later ends the other
 * between two transactions, wherever that is.
 */
@Tag("faults")
final class ConcurrentReplaysIT {
  @RegisterExtension private static final TestBroker BROKER = new TestBroker();

  @Test
  void putNothingBackTwice() throws Exception {
    int many = 3_000; // several transactions
    try (PipelineFixture world =
        PipelineFixture.make(BROKER.kafka().address(), "two", BROKER.home().folder())) {
      String topic = world.topics().get(0);
      try (JavaProcess pipeline = pipeline(world, 1)) {
        send(
            world,
            IntStream.range(0, many)
                .mapToObj(i -> record(topic, "no-" + i, "no JSON " + i))
                .toList());
        awaitDrained(world, pipeline);
      }
      try (JavaProcess one = startReplay(world, "--all");
          JavaProcess two = startReplay(world, "--all")) {
        assertThat(one.awaitEnd(PATIENCE) * two.awaitEnd(PATIENCE))
            .as("one of them at least is done:%n%s%n%s", one.text(), two.text())
            .isZero();
        for (JavaProcess each : List.of(one, two)) {
          assertThat(each.text())
              .containsPattern("Replayed \\d+ dead letters|Another replay of two was started");
        }
      }
      assertThat(replay(world, 0, "--all"))
          .as("what was committed has its mark")
          .contains("Replayed 0 dead letters.", "Left " + many + " that were replayed before.");
      assertThat(replayedPositions(world)).hasSize(many).doesNotHaveDuplicates();
      assertThat(List.copyOf(TopicValues.md5s(world).values()))
          .as("each text as it was sent, and as it was put back")
          .hasSize(2 * many)
          .satisfies(all -> assertThat(Set.copyOf(all)).hasSize(many));
    }
  }

  /** Where the records of the first topic were before, as the committed ones among them say. */
  private static List<String> replayedPositions(PipelineFixture world) {
    try (var consumer = world.consumer()) {
      consumer.assign(world.partitions());
      consumer.seekToBeginning(world.partitions());
      var ends = consumer.endOffsets(world.partitions());
      var positions = new ArrayList<String>();
      while (world.partitions().stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        for (var record : consumer.poll(Duration.ofSeconds(1))) {
          for (var header : record.headers().headers("tributary-replay-of")) {
            positions.add(new String(header.value(), StandardCharsets.UTF_8));
          }
        }
      }
      return positions;
    }
  }
}
