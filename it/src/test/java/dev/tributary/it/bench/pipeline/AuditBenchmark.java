package dev.tributary.it.bench.pipeline;

import dev.tributary.it.bench.Benchmark;
import dev.tributary.it.bench.Figures;
import dev.tributary.it.support.StartedPart;
import dev.tributary.it.support.TempHome;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;

/**
 * How long the command {@code audit} takes on a lake that the pipeline wrote, in a process of its
 * own: positions against log and Kafka, and contents too. Of five event types in four lanes, and of
 * one type in one lane, where one hour and one lane hold all. Options: {@code -Dbench.events=N},
 * {@code -Dbench.threads=N}, {@code -Dbench.shapes=TEXT}: the shapes whose name begins so, and
 * {@code -Dbench.former=FILE}: the command of another checkout too, whose classpath is in the file
 * ({@code runners/cli/target/dependencies.txt} after a build).
 */
public final class AuditBenchmark implements Benchmark {
  private static final long EVENTS = Long.getLong("bench.events", 10_000_000);
  private static final int THREADS = Integer.getInteger("bench.threads", 2);
  private static final String SHAPES = System.getProperty("bench.shapes", "");
  private static final List<String> JVM = List.of("-Xmx1g");

  @Override
  public void run() throws Exception {
    var figures = new Figures("audit");
    figures.put("events", EVENTS);
    figures.put("threads", THREADS);
    measure(figures, "five types, four lanes", new Shape(5, 4, 300));
    measure(figures, "one type, one lane", new Shape(1, 1, 300));
  }

  private static void measure(Figures figures, String name, Shape shape) throws Exception {
    if (!name.startsWith(SHAPES)) {
      return;
    }
    try (TempHome home = TempHome.make();
        StartedPart kafka = StartedPart.kafka(home)) {
      EventTopic topic = EventTopic.fill(kafka.address(), EVENTS, shape);
      Path lake = Files.createDirectories(home.folder().resolve("lake"));
      PeerRun drain =
          Peers.tributary("audited", "--parquetWriter=fast", "--parallelism=1")
              .drain(kafka.address(), topic, lake);
      figures.put(name + ": files", drain.files());
      figures.put(name + ": bytes", drain.bytes());
      for (Map.Entry<String, List<Path>> command : commands().entrySet()) {
        for (String depth : List.of("--all", "--contents")) {
          PeerRun run = audit(command.getValue(), kafka.address(), lake, depth);
          String what = name + ": " + command.getKey() + depth;
          figures.put(what + ": s", run.wallSeconds());
          figures.put(what + ": CPU-s", run.cpuSeconds());
          figures.put(what + ": peak RSS MiB", run.peakRssMiB());
        }
      }
    }
  }

  /** The classpaths of the commands. */
  private static Map<String, List<Path>> commands() throws IOException {
    Map<String, List<Path>> commands = new TreeMap<>();
    commands.put("", StartedPart.checkout().supervisor());
    String former = System.getProperty("bench.former");
    if (former != null) {
      Path file = Path.of(former);
      List<Path> classpath = new ArrayList<>(List.of(file.resolveSibling("classes")));
      for (String entry : Files.readString(file).strip().split(File.pathSeparator)) {
        classpath.add(Path.of(entry));
      }
      commands.put("former ", classpath);
    }
    return commands;
  }

  /** It fails where the audit finds a difference. */
  private static PeerRun audit(List<Path> classpath, String kafka, Path lake, String depth)
      throws Exception {
    List<String> words =
        new ArrayList<>(
            List.of(
                "dev.tributary.runners.cli.Tool",
                "audit",
                depth,
                "--threads=" + THREADS,
                "--bootstrapServers=" + kafka,
                "--lake=" + lake,
                "--name=" + pipeline(kafka)));
    return MeteredProcess.run(JVM, classpath, words, lake, () -> false);
  }

  private static String pipeline(String kafka) throws Exception {
    String log = ".commits";
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
      return admin.listTopics().names().get().stream()
          .filter(topic -> topic.endsWith(log))
          .map(topic -> topic.substring(0, topic.length() - log.length()))
          .findFirst()
          .orElseThrow();
    }
  }
}
