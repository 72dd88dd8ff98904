package dev.tributary.it.read;

import static dev.tributary.it.support.TestJson.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.it.faults.EmbeddedPipeline;
import dev.tributary.it.faults.PipelineFixture;
import dev.tributary.it.support.Await;
import dev.tributary.it.support.TestBroker;
import dev.tributary.ledger.kafka.KafkaClients;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Which of Flink's tasks takes which lanes: the thread that says so is the task's. */
final class EvenLanesIT {
  private static final Pattern OPENED =
      Pattern.compile("\\((\\d)/3\\)#0\\] INFO \\S+ - Opened lane (Lane\\[[^]]*])");
  private static final String THREAD_NAMES = "-Dorg.slf4j.simpleLogger.showThreadName=true";
  @RegisterExtension private static final TestBroker BROKER = new TestBroker();

  @Test
  void givesThreeTasksThreeThreeAndTwoOfEightLanes() throws Exception {
    try (PipelineFixture world =
            PipelineFixture.make(BROKER.kafka().address(), "even", BROKER.home().folder());
        var producer = new KafkaClients(world.kafka(), "").producer()) {
      byte[] value = utf8("{'event_type':'a'}");
      for (var lane : world.partitions()) {
        producer.send(new ProducerRecord<>(lane.topic(), lane.partition(), null, value)).get();
      }
      try (var pipeline =
          EmbeddedPipeline.launch(world, List.of(THREAD_NAMES), "--parallelism=3")) {
        pipeline.awaitRunning();
        Await.until(
            "all records are committed", Duration.ofMinutes(5), () -> world.committed() == 8);
        Map<String, Long> lanesByTask =
            OPENED
                .matcher(pipeline.process().text())
                .results()
                .collect(
                    Collectors.groupingBy(
                        (MatchResult line) -> line.group(1), Collectors.counting()));
        assertThat(lanesByTask.values()).containsExactlyInAnyOrder(3L, 3L, 2L);
      }
    }
  }
}
