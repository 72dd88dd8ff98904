package dev.tributary.it.bench.pipeline;

import dev.tributary.it.bench.ProcStat;
import dev.tributary.it.support.TempHome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A JVM whose processor time and memory are read from {@code /proc} while it runs. */
final class MeteredProcess {
  private static final Duration PATIENCE = Duration.ofMinutes(30);
  private static final long LOOK_MILLIS = 100;

  private MeteredProcess() {}

  /** Runs it until it ends by itself with 0, or is done; then it is killed. */
  static PeerRun run(
      List<String> options,
      List<Path> classpath,
      List<String> mainAndArguments,
      Path folder,
      Callable<Boolean> done)
      throws Exception {
    Path log = folder.resolveSibling(folder.getFileName() + ".log");
    var words = new ArrayList<String>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(options);
    Path temporary = folder.resolveSibling(folder.getFileName() + ".tmp");
    words.add("-Djava.io.tmpdir=" + Files.createDirectories(temporary));
    words.add("-cp");
    words.add(classpath.stream().map(Path::toString).collect(Collectors.joining(":")));
    words.addAll(mainAndArguments);
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    // whoever ends the benchmark half way ends what it measures
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    try {
      double cpu = 0;
      long rss = 0;
      while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        try {
          var stat = ProcStat.of(process.pid());
          rss = Math.max(rss, stat.peakKiB());
          cpu = Math.max(cpu, stat.cpuSeconds());
        } catch (UncheckedIOException ended) {
          continue;
        }
        if (done.call()) {
          return result(cpu, start, rss, folder);
        }
        if (System.nanoTime() - start > PATIENCE.toNanos()) {
          throw new IllegalStateException("Not done after " + PATIENCE + ": " + log);
        }
      }
      if (process.exitValue() != 0) {
        throw new IllegalStateException("It failed:\n" + Files.readString(log));
      }
      return result(cpu, start, rss, folder);
    } finally {
      process.destroyForcibly().waitFor();
      Files.deleteIfExists(log);
      TempHome.delete(temporary);
    }
  }

  private static PeerRun result(double cpu, long start, long rssKiB, Path folder)
      throws IOException {
    List<Path> files = ParquetFiles.under(folder);
    long bytes = 0;
    for (Path file : files) {
      bytes += Files.size(file);
    }
    return new PeerRun(cpu, (System.nanoTime() - start) / 1e9, rssKiB >> 10, files.size(), bytes);
  }
}
