package dev.tributary.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.it.support.TestBroker;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Files that were replaced by others: a launch believes the log, not the folders. The swap is
 * written manually into the lake and the log, as compaction will do it.
 */
@Tag("faults")
final class SwappedLakeIT {
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  @RegisterExtension private static final TestBroker BROKER = new TestBroker();

  @Test
  void acceptsNewestFilesThatWereReplacedAndMissesOnesThatAreLost() throws Exception {
    try (PipelineFixture world =
        PipelineFixture.make(BROKER.kafka().address(), "swapped", BROKER.home().folder())) {
      try (Load load = Load.start(world, 71, 300);
          var pipeline = EmbeddedPipeline.start(world)) {
        world.awaitCommit(PATIENCE);
        load.stop();
        Drained.await(world);
        pipeline.kill();
      }
      List<Path> swapped = new ArrayList<>();
      for (String path : CommitRecords.read(world).newestFiles()) {
        swapped.add(swap(world, path));
      }
      assertThat(swapped).isNotEmpty();
      try (var pipeline = EmbeddedPipeline.start(world)) {
        assertThat(pipeline.process().isAlive()).isTrue();
        pipeline.kill();
      }
      Files.delete(swapped.get(0));
      try (var refused = EmbeddedPipeline.launch(world, List.of())) {
        assertThat(refused.process().awaitEnd(PATIENCE)).isEqualTo(1);
        assertThat(refused.process().lastLines())
            .contains("the newest commit's file " + world.lake().relativize(swapped.get(0)));
      }
    }
  }

  private static Path swap(PipelineFixture world, String path) throws Exception {
    String partition = path.substring(0, path.lastIndexOf('/'));
    String location = partition + "/g1-x";
    String young = location + "/c-" + path.substring(path.lastIndexOf('/') + 1);
    Path target = world.lake().resolve(young);
    Files.createDirectories(target.getParent());
    Files.move(world.lake().resolve(path), target);
    String record =
        """
        {"format":2,"snapshot":0,"at":"2026-11-24T00:00:00Z","partition":"%s",
        "from":{"location":"%s","files":["%s"]},"to":{"location":"%s","files":["%s"]}}
        """
            .formatted(partition, partition, path, location, young);
    append(world, "swapped", record);
    return target;
  }

  private static void append(PipelineFixture world, String key, String value) throws Exception {
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", world.kafka()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer
          .send(
              new ProducerRecord<>(
                  world.name() + ".commits",
                  key.getBytes(StandardCharsets.UTF_8),
                  value.getBytes(StandardCharsets.UTF_8)))
          .get();
    }
  }
}
