package dev.tributary.it.bench.reader;

import dev.tributary.it.bench.TopicFiller;
import dev.tributary.it.faults.CommitRecords;
import dev.tributary.it.faults.JavaProcess;
import dev.tributary.it.faults.PipelineFixture;
import dev.tributary.it.support.Await;
import dev.tributary.it.support.OpenedPackages;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * A whole pipeline in a process of its own, behind a backlog that is all in one lane: alone, or
 * beside the seven other lanes of the world's topics, which are idle.
 */
final class LaneDrain {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final int EVENT_BYTES = 300;

  /** A runner, by its main class and the option that gives it one task. */
  record Runner(String main, String oneTask) {}

  private final PipelineFixture world;
  private final int events;
  private final String alone;

  private LaneDrain(PipelineFixture world, int events, String alone) {
    this.world = world;
    this.events = events;
    this.alone = alone;
  }

  /** Fills the world's first lane, and the one lane of another topic, with that many events. */
  static LaneDrain fill(PipelineFixture world, int events) throws Exception {
    String alone = world.name() + "-alone";
    world.admin().createTopics(List.of(new NewTopic(alone, 1, (short) 1))).all().get();
    for (String topic : List.of(alone, world.topics().get(0))) {
      var random = new SplittableRandom(events);
      try (var filling = new TopicFiller(world.kafka())) {
        for (int n = 0; n < events; n++) {
          filling.send(topic, 0, event(random));
        }
      }
    }
    return new LaneDrain(world, events, alone);
  }

  private static byte[] event(SplittableRandom random) {
    var event = new StringBuilder("{\"event_type\":\"message\",\"data\":{\"text\":\"");
    while (event.length() < EVENT_BYTES) {
      event.append(Integer.toString(random.nextInt(1 << 20), 36)).append(' ');
    }
    return event.append("\"}}").toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Events a second from the first commit to the last. */
  long alone(Runner runner) throws Exception {
    return drain(runner, alone);
  }

  /** The same beside idle lanes. */
  long besideIdleLanes(Runner runner) throws Exception {
    return drain(runner, String.join(",", world.topics()));
  }

  private long drain(Runner runner, String topics) throws Exception {
    String name = "drain-" + UUID.randomUUID();
    Path folder = Files.createDirectories(world.work().resolve(name));
    var run =
        new PipelineFixture(world.kafka(), name, folder.resolve("lake"), folder, world.admin());
    var jvm = new ArrayList<>(List.of("-Xmx1500m"));
    jvm.addAll(OpenedPackages.options());
    List<String> arguments =
        run.arguments(
            "--topics=" + topics, "--parquetWriter=fast", "--dedupeWindow=PT0S", runner.oneTask());
    try (var pipeline =
        JavaProcess.startTestClasspath(folder.resolve("log"), jvm, runner.main(), arguments)) {
      Await.until("it commits", PATIENCE, () -> run.committed() > 0 || !pipeline.isAlive());
      long first = run.committed();
      long began = System.nanoTime();
      Await.until("all is committed", PATIENCE, () -> run.committed() >= events);
      double seconds = (System.nanoTime() - began) / 1e9;
      long rows = CommitRecords.read(run).sum("rows");
      if (rows != events) {
        throw new IllegalStateException("Drained " + rows + " rows of " + events);
      }
      return Math.round((events - first) / seconds);
    }
  }
}
