package dev.tributary.it.bench.ingest;

import dev.tributary.it.bench.ProcStat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Requests until the JVM's compiler has little left to do: what it takes is no part of a request's
 * cost, and it takes longest where cores are scarce.
 */
final class WarmUp {
  private static final int SECONDS_A_STEP = 4;
  private static final int MOST_CONNECTIONS = 64;
  private static final double QUIET = 0.02;

  private WarmUp() {}

  /**
   * Sends each kind of request in turn.
   *
   * @param mostSeconds when to go on all the same
   * @return the compiler's share of the processor time in the last step
   */
  static double of(Collector one, int mostSeconds, String... kinds)
      throws IOException, InterruptedException {
    double share = 1;
    // an idle compiler thread ends and takes its time along: a share below 0 says nothing
    for (int past = 0;
        Math.abs(share) > QUIET && past < mostSeconds;
        past += SECONDS_A_STEP * kinds.length) {
      double compiler = compilerSeconds(one.pid());
      double all = one.cpuSeconds();
      for (String kind : kinds) {
        WrkRun.fast(one.address(), kind, MOST_CONNECTIONS, SECONDS_A_STEP);
      }
      share = (compilerSeconds(one.pid()) - compiler) / (one.cpuSeconds() - all);
    }
    return share;
  }

  private static double compilerSeconds(long pid) throws IOException {
    Path tasks = Path.of("/proc", Long.toString(pid), "task");
    try (Stream<Path> threads = Files.list(tasks)) {
      return threads.filter(WarmUp::compiles).mapToDouble(ProcStat::cpuSecondsOf).sum();
    }
  }

  private static boolean compiles(Path thread) {
    try {
      return Files.readString(thread.resolve("comm")).contains("CompilerThre");
    } catch (IOException ended) {
      return false; // a thread that is no more
    }
  }
}
