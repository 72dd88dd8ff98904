package dev.tributary.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.it.support.TestBroker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The command {@code audit} finds nothing beside a pipeline that is killed, and then one fault. */
final class LakeAuditIT {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final ObjectMapper JSON = new ObjectMapper();

  @RegisterExtension private static final TestBroker BROKER = new TestBroker();

  private record Run(int code, String output) {}

  @Test
  void findsNothingBesideAKilledPipelineAndThenAFileThatIsGone() throws Exception {
    try (PipelineFixture world =
            PipelineFixture.make(BROKER.kafka().address(), "audited", BROKER.home().folder());
        Load load = Load.start(world, 61, 200)) {
      try (JavaProcess pipeline = start(world)) {
        world.awaitCommit(PATIENCE);
        assertSilent(audit(world, "--all"));
        pipeline.kill();
      }
      assertSilent(audit(world, "--contents"));
      try (JavaProcess pipeline = start(world)) {
        world.awaitCommit(PATIENCE);
        Audit expected = Drained.audit(world, load);
        assertThat(expected).matches(Audit::isExact, "every record has exactly one end");
        Run run = audit(world, "--all", "--contents");
        assertSilent(run);
        long records = world.committed();
        assertThat(run.output()).contains(" %,d records of Kafka".formatted(records));
        assertThat(pipeline.isAlive()).isTrue();
      }
      assertChain(world);
      Path gone = aFileOf(world);
      Files.delete(gone);
      Run found = audit(world, "--all");
      assertThat(found.code()).as(found.output()).isEqualTo(1);
      assertThat(found.output())
          .contains("FILE_MISSING " + world.lake().relativize(gone), "RECORD_WITHOUT_OUTCOME");
    }
  }

  private static void assertSilent(Run run) {
    assertThat(run.code()).as(run.output()).isZero();
    assertThat(run.output()).contains("No difference");
  }

  /** Each state has the hash of the state before and of what belongs to that, by our own hand. */
  private static void assertChain(PipelineFixture world) throws Exception {
    List<ConsumerRecord<byte[], byte[]>> log = log(world);
    String before = "";
    int states = 0;
    MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
    for (ConsumerRecord<byte[], byte[]> record : log) {
      String kind = new String(record.key(), StandardCharsets.UTF_8);
      if (kind.equals("non_rows") || kind.equals("commit") || kind.equals("snapshot")) {
        sha256.update(record.value());
        sha256.update((byte) '\n');
        if (!kind.equals("non_rows")) {
          JsonNode state = JSON.readTree(record.value());
          assertThat(state.path("previous").asText()).as("state %d", states).isEqualTo(before);
          before = HexFormat.of().formatHex(sha256.digest());
          states++;
        }
      }
    }
    assertThat(states).isGreaterThan(3);
    Run chain = audit(world, "--chain");
    assertSilent(chain);
    assertThat(chain.output()).contains(":" + before);
  }

  private static List<ConsumerRecord<byte[], byte[]>> log(PipelineFixture world) {
    var partition = new TopicPartition(world.name() + ".commits", 0);
    List<ConsumerRecord<byte[], byte[]>> log = new ArrayList<>();
    try (var consumer = world.consumer()) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      while (consumer.position(partition) < end) {
        consumer.poll(Duration.ofSeconds(1)).forEach(log::add);
      }
    }
    return log;
  }

  private static Path aFileOf(PipelineFixture world) throws IOException {
    try (Stream<Path> all = Files.walk(world.lake().resolve("events"))) {
      return all.filter(path -> path.toString().endsWith(".parquet")).findFirst().orElseThrow();
    }
  }

  private static Run audit(PipelineFixture world, String... words) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("audit"));
    arguments.addAll(List.of(words));
    arguments.add("--bootstrapServers=" + world.kafka());
    arguments.add("--lake=" + world.lake());
    arguments.add("--name=" + world.name());
    Path log = Files.createTempFile(world.work(), "audit", ".log");
    try (JavaProcess tool = JavaProcess.startTool(log, arguments)) {
      return new Run(tool.awaitEnd(PATIENCE), tool.text());
    }
  }

  private static JavaProcess start(PipelineFixture world) throws IOException {
    return JavaProcess.startTestClasspath(
        Files.createTempDirectory(BROKER.home().folder(), "audited").resolve("log"),
        List.of("-Xmx384m"),
        "dev.tributary.runners.direct.Main",
        world.arguments("--batching=timed", "--flushInterval=PT0.3S"));
  }
}
