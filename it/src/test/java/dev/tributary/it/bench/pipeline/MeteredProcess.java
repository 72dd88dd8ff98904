package dev.tributary.it.bench.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A JVM whose processor time and memory are read from {@code /proc} while it runs. */
final class MeteredProcess {
  private static final Duration PATIENCE = Duration.ofMinutes(30);
  private static final long LOOK_MILLIS = 100;
  private static final double TICKS_A_SECOND = 100;

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
    words.add("-cp");
    words.add(classpath.stream().map(Path::toString).collect(Collectors.joining(":")));
    words.addAll(mainAndArguments);
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      Path proc = Path.of("/proc", Long.toString(process.pid()));
      double cpu = 0;
      long rss = 0;
      while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        try {
          rss = Math.max(rss, peakKiB(proc));
          cpu = Math.max(cpu, cpuSeconds(proc));
        } catch (IOException ended) {
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
    }
  }

  private static PeerRun result(double cpu, long start, long rssKiB, Path folder)
      throws IOException {
    long files = 0;
    long bytes = 0;
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(each -> each.toString().endsWith(".parquet")).toList()) {
        files++;
        bytes += Files.size(file);
      }
    }
    return new PeerRun(cpu, (System.nanoTime() - start) / 1e9, rssKiB >> 10, files, bytes);
  }

  /** proc(5): fields 14 and 15 of stat, utime and stime in clock ticks. */
  private static double cpuSeconds(Path proc) throws IOException {
    String stat = Files.readString(proc.resolve("stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_A_SECOND;
  }

  /** proc(5): VmHWM of status, the peak of the resident set. */
  private static long peakKiB(Path proc) throws IOException {
    return Files.readAllLines(proc.resolve("status")).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElse(0);
  }
}
