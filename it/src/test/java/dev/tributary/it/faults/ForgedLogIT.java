package dev.tributary.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.it.support.Await;
import dev.tributary.it.support.TestBroker;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Records in the commit log that the pipeline did not write. */
@Tag("faults")
final class ForgedLogIT {
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  @RegisterExtension private static final TestBroker BROKER = new TestBroker();

  @Test
  void endsALaunchInOneLineAndMovesNoFileOutOfTheLake() throws Exception {
    try (PipelineFixture world =
        PipelineFixture.make(BROKER.kafka().address(), "forged-log", BROKER.home().folder())) {
      try (Load load = Load.start(world, 61, 300);
          var pipeline = EmbeddedPipeline.start(world)) {
        world.awaitCommit(PATIENCE);
        assertThat(Drained.audit(world, load)).matches(Audit::isExact, "exact before");
        pipeline.kill();
      }
      Path outside = BROKER.home().folder().resolve("outside");
      Files.createDirectories(world.lake().resolve("_staging"));
      Files.writeString(world.lake().resolve("_staging/x.parquet"), "forged");
      String commit =
          ("{'format':2,'sequence':9999,'snapshot':0,'owner':'o','at':'','nonRows':0,'batch':{"
                  + "'lanes':{'0-a':{'from':0,'to':1,'rows':1}},'files':[{"
                  + "'staged':'_staging/x.parquet','path':'../outside','rows':1,'bytes':1}],"
                  + "'duplicatesByType':{},'deadLettersByReason':{}}}")
              .replace('\'', '"');
      long noKey = append(world, null, "x");
      long escape = append(world, "commit", commit);
      refuses(world, escape, "A path must lie in events or dead_letters"); // the newest first
      refuses(world, noKey, "it has no key or no value", escape);
      assertThat(outside).doesNotExist();
      try (Load load = Load.start(world, 62, 300);
          var pipeline =
              EmbeddedPipeline.start(world, "--skipLogRecords=" + noKey + "," + escape)) {
        world.awaitCommit(PATIENCE);
        load.stop();
        Await.until("the group's lag is 0", PATIENCE, () -> world.lag() == 0);
        assertThat(pipeline.process().isAlive()).isTrue();
      }
    }
  }

  private static void refuses(PipelineFixture world, long offset, String cause, Long... skipped)
      throws Exception {
    String skip = String.join(",", List.of(skipped).stream().map(String::valueOf).toList());
    try (var refused = EmbeddedPipeline.launch(world, List.of(), "--skipLogRecords=" + skip)) {
      assertThat(refused.process().awaitEnd(PATIENCE)).isEqualTo(1);
      assertThat(refused.process().lastLines())
          .contains(
              "Cannot read the commit log " + world.name() + ".commits at offset " + offset + ": ")
          .contains(cause)
          .doesNotContain("\tat ");
    }
  }

  private static long append(PipelineFixture world, String key, String value) throws Exception {
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", world.kafka()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      byte[] keyBytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
      byte[] valueBytes = value.getBytes(StandardCharsets.UTF_8);
      return producer
          .send(new ProducerRecord<>(world.name() + ".commits", keyBytes, valueBytes))
          .get()
          .offset();
    }
  }
}
