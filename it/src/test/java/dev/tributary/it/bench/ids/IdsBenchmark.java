package dev.tributary.it.bench.ids;

import dev.tributary.it.bench.Benchmark;
import dev.tributary.it.bench.Figures;
import dev.tributary.it.bench.ProcStat;
import dev.tributary.it.bench.TopicFiller;
import dev.tributary.it.faults.Drained;
import dev.tributary.it.faults.EmbeddedPipeline;
import dev.tributary.it.faults.PipelineFixture;
import dev.tributary.it.support.Await;
import dev.tributary.it.support.StartedPart;
import dev.tributary.it.support.TempHome;
import dev.tributary.runners.processes.home.Jdk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What the memory of ids costs on embedded Flink with each state backend: bytes an id on the heap
 * (live objects after a collection) and in a checkpoint, and what the process has resident, at one
 * and at ten million ids in the deduplication window. Option: {@code -Dbench.millions=1,10}.
 */
public final class IdsBenchmark implements Benchmark {
  private static final Duration PATIENCE = Duration.ofMinutes(15);
  private static final int MILLION = 1_000_000;
  private static final List<Integer> MILLIONS =
      Stream.of(System.getProperty("bench.millions", "1,10").split(","))
          .map(Integer::valueOf)
          .toList();

  @Override
  public void run() throws Exception {
    var figures = new Figures("ids");
    for (String backend : List.of("filesystem", "rocksdb")) {
      measure(figures, backend);
    }
  }

  private static void measure(Figures figures, String backend) throws Exception {
    try (TempHome home = TempHome.make();
        StartedPart kafka = StartedPart.kafka(home);
        PipelineFixture world = PipelineFixture.make(kafka.address(), "ids", home.folder());
        EmbeddedPipeline pipeline =
            EmbeddedPipeline.launch(
                    world,
                    List.of("-Xmx4g"),
                    "--stateBackend=" + backend,
                    "--checkpointingInterval=10000",
                    "--parquetWriter=fast")
                .awaitRunning()) {
      send(world, 1_000);
      Drained.await(world);
      long heap = liveBytes(pipeline);
      long checkpoint = checkpointBytes(world);
      int sent = 0;
      for (int millions : MILLIONS) {
        send(world, (millions - sent) * MILLION);
        sent = millions;
        Drained.await(world);
        long ids = (long) millions * MILLION;
        String name = backend + ", " + millions + " million ids: ";
        figures.put(name + "heap bytes an id", (liveBytes(pipeline) - heap) / ids);
        figures.put(name + "checkpoint bytes an id", (checkpointBytes(world) - checkpoint) / ids);
        figures.put(
            name + "resident MiB",
            ProcStat.of(pipeline.process().handle().pid()).residentKiB() / 1024);
      }
    }
  }

  private static void send(PipelineFixture world, int events) {
    try (var filling = new TopicFiller(world.kafka())) {
      for (int i = 0; i < events; i++) {
        String id = UUID.randomUUID().toString();
        String event = "{\"event_type\":\"message\",\"id\":\"" + id + "\",\"data\":{\"n\":1}}";
        filling.send(world.topics().get(i % 2), id, event);
      }
    }
  }

  /** The last line of the histogram: Total, instances, bytes. It makes the JVM collect first. */
  private static long liveBytes(EmbeddedPipeline pipeline)
      throws IOException, InterruptedException {
    Path jmap = Jdk.current().java().resolveSibling("jmap");
    Process process =
        new ProcessBuilder(
                jmap.toString(), "-histo:live", Long.toString(pipeline.process().handle().pid()))
            .redirectErrorStream(true)
            .start();
    List<String> lines =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .filter(line -> line.startsWith("Total"))
            .toList();
    if (process.waitFor() != 0 || lines.size() != 1) {
      throw new IOException("jmap gave no histogram of the pipeline");
    }
    return Long.parseLong(lines.get(0).split("\\s+")[2]);
  }

  /** The size of the newest complete checkpoint that began after the call. */
  private static long checkpointBytes(PipelineFixture world) throws IOException {
    long now = newest(world);
    Await.until("two more checkpoints", PATIENCE, () -> newest(world) >= now + 2);
    try (Stream<Path> files = Files.walk(world.work().resolve("checkpoints"))) {
      return files
          .filter(file -> file.getFileName().toString().equals("_metadata"))
          .map(Path::getParent)
          .mapToLong(IdsBenchmark::bytes)
          .max()
          .orElseThrow();
    }
  }

  private static long bytes(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    } catch (IOException gone) {
      return 0; // a newer one took its place
    }
  }

  private static long newest(PipelineFixture world) throws IOException {
    try (Stream<Path> files = Files.walk(world.work().resolve("checkpoints"))) {
      return files
          .filter(file -> file.getFileName().toString().equals("_metadata"))
          .map(file -> file.getParent().getFileName().toString())
          .mapToLong(name -> Long.parseLong(name.substring("chk-".length())))
          .max()
          .orElse(0);
    }
  }
}
