package dev.tributary.it.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.it.bench.TopicFiller;
import dev.tributary.it.support.Await;
import dev.tributary.it.support.TestBroker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What the command {@code proof} writes is checked by a Python program that shares no code with us,
 * without Kafka. Skipped without a Python.
 */
final class RecordProofIT {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path CHECK = Path.of("src/test/python/check_proof.py").toAbsolutePath();
  private static final int RECORDS = 203;
  private static final int MOST_BYTES = 1_024;
  private static final String DUPLICATE = "{\"event_type\":\"sign_up\",\"id\":\"id-0\"}";

  @RegisterExtension private static final TestBroker BROKER = new TestBroker();

  private record Run(int code, String output) {}

  @BeforeAll
  static void needsPython() throws Exception {
    Run run = run("-c", "import sys; assert sys.version_info >= (3, 8)");
    assumeTrue(run.code() == 0, "no Python of 3.8 or newer");
  }

  @Test
  void provesARowADuplicateAndADeadLetterToWhoeverHasNoKafka() throws Exception {
    try (PipelineFixture world = world("proven")) {
      fill(world);
      drain(world, "--proofs=on");
      String head = audit(world, "--chain").path("head").asText();
      for (long offset : new long[] {0, 100, RECORDS - 2, RECORDS - 1}) {
        Path folder = proof(world, offset);
        assertThat(Files.size(folder.resolve("proof.json"))).isLessThanOrEqualTo(MOST_BYTES);
        Run run = check(folder, head);
        assertThat(run.output()).startsWith("TRUE: " + receipt(world, offset) + " is in commit ");
        assertThat(run.code()).isZero();
      }
      assertThat(audit(world, "--contents").path("differences").asLong()).isZero();
      assertFindsWhatWasChanged(proof(world, 7), proof(world, 8), head);
    }
  }

  private static void assertFindsWhatWasChanged(Path folder, Path other, String head)
      throws Exception {
    Path proof = folder.resolve("proof.json");
    String text = Files.readString(proof);
    Path value = folder.resolve("value");
    byte[] bytes = Files.readAllBytes(value);

    Files.writeString(value, DUPLICATE);
    assertFalseBecause(folder, head, "the proof is about another value");
    Files.write(value, bytes);

    Files.writeString(proof, text.replace("-7\"", "-8\""));
    assertFalseBecause(folder, head, "not under the root of its commit");
    String digest = JSON.readTree(text).path("digest").asText();
    String otherDigest =
        JSON.readTree(Files.readString(other.resolve("proof.json"))).path("digest").asText();
    Files.writeString(proof, text.replace(digest, otherDigest));
    Files.copy(other.resolve("value"), value, StandardCopyOption.REPLACE_EXISTING);
    assertFalseBecause(folder, head, "not under the root of its commit");
    Files.write(value, bytes);
    Files.writeString(proof, text);

    assertFalseBecause(folder, head.replaceFirst(":.", ":x"), "the state has another hash");
    Path log = folder.resolve("log.txt");
    String lines = Files.readString(log);
    Files.writeString(log, lines.replaceFirst("\"rows\":", "\"rows\":1"));
    assertThat(check(folder, head).output()).startsWith("FALSE: ").contains("hash");
    Files.writeString(log, lines);
    assertThat(check(folder, head).code()).isZero();
  }

  private static void assertFalseBecause(Path folder, String head, String why) throws Exception {
    Run run = check(folder, head);
    assertThat(run.output()).startsWith("FALSE: " + why);
    assertThat(run.code()).isEqualTo(1);
  }

  @Test
  void saysWhyThereIsNoProof() throws Exception {
    try (PipelineFixture world = world("unproven")) {
      fill(world);
      drain(world, "--proofs=off");
      String receipt = receipt(world, 3);
      assertThat(tool(world, "proof", "--receipt=" + receipt))
          .matches(run -> run.code() == 1)
          .matches(run -> run.output().contains("has no root: it was written with --proofs=off"));
      assertThat(tool(world, "proof", "--receipt=" + receipt(world, RECORDS)))
          .matches(run -> run.code() == 1)
          .matches(run -> run.output().contains("has no commit of it"));
      assertThat(tool(world, "proof", "--receipt=x"))
          .matches(run -> run.code() == 2)
          .matches(run -> run.output().contains("--receipt must be topic-partition-offset: x"));
    }
  }

  private static PipelineFixture world(String name) throws Exception {
    return PipelineFixture.make(BROKER.kafka().address(), name, BROKER.home().folder());
  }

  /** Rows, then a duplicate of the first and what is no JSON, all in one partition. */
  private static void fill(PipelineFixture world) {
    String topic = world.topics().get(0);
    try (var filling = new TopicFiller(world.kafka())) {
      filling.send(topic, 0, utf8(DUPLICATE));
      for (int n = 1; n < RECORDS - 2; n++) {
        filling.send(topic, 0, utf8("{\"event_type\":\"sign_up\",\"id\":\"id-%d\"}".formatted(n)));
      }
      filling.send(topic, 0, utf8(DUPLICATE));
      filling.send(topic, 0, utf8("no JSON"));
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String receipt(PipelineFixture world, long offset) {
    return world.topics().get(0) + "-0-" + offset;
  }

  private static void drain(PipelineFixture world, String proofs) throws Exception {
    try (JavaProcess pipeline =
        JavaProcess.startTestClasspath(
            world.work().resolve("log"),
            List.of("-Xmx384m"),
            "dev.tributary.runners.direct.Main",
            world.arguments("--batching=timed", "--flushInterval=PT0.3S", proofs))) {
      Await.until("all is committed", PATIENCE, () -> world.lag() == 0 || !pipeline.isAlive());
      assertThat(pipeline.isAlive()).as(pipeline.lastLines()).isTrue();
    }
  }

  private static Path proof(PipelineFixture world, long offset) throws Exception {
    Path folder = world.work().resolve("proof-" + offset);
    Run run = tool(world, "proof", "--receipt=" + receipt(world, offset), "--to=" + folder);
    assertThat(run.code()).as(run.output()).isZero();
    return folder;
  }

  private static JsonNode audit(PipelineFixture world, String depth) throws Exception {
    Run run = tool(world, "audit", depth, "--json");
    assertThat(run.code()).as(run.output()).isZero();
    String json =
        run.output().lines().filter(line -> line.startsWith("{")).findFirst().orElseThrow();
    return JSON.readTree(json);
  }

  private static Run tool(PipelineFixture world, String... words) throws Exception {
    List<String> arguments =
        Stream.concat(
                Stream.of(words),
                Stream.of(
                    "--bootstrapServers=" + world.kafka(),
                    "--lake=" + world.lake(),
                    "--name=" + world.name()))
            .toList();
    Path log = Files.createTempFile(world.work(), words[0], ".log");
    try (JavaProcess tool = JavaProcess.startTool(log, arguments)) {
      return new Run(tool.awaitEnd(PATIENCE), tool.text());
    }
  }

  private static Run check(Path folder, String head) throws Exception {
    return run(
        CHECK.toString(),
        folder.resolve("proof.json").toString(),
        folder.resolve("value").toString(),
        folder.resolve("log.txt").toString(),
        head);
  }

  private static Run run(String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("python3", "-B"));
    command.addAll(List.of(words));
    Process python = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Run(python.waitFor(), output);
  }
}
