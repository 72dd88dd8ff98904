package dev.tributary.it.bench.ingest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What one run of wrk saw.
 *
 * @param requests answers
 * @param seconds how long it ran
 * @param failures connections that broke and answers that were no 2xx
 * @param p50Millis time that half of the answers took at most
 * @param p99Millis time that 99 of 100 answers took at most
 */
record WrkRun(long requests, double seconds, long failures, double p50Millis, double p99Millis) {
  private static final String MARK = "RESULT ";
  private static final int TRIAL_SECONDS = 2;
  private static final double LEAST_PAUSE_MILLIS = 0.1;

  /** Requests as fast as they are answered. */
  static WrkRun fast(String address, String what, int connections, int seconds)
      throws IOException, InterruptedException {
    return run(address, what, connections, seconds, 0);
  }

  /** Requests with a pause before each, this long on average; {@link #pauseFor} a rate. */
  static WrkRun paced(String address, String what, int connections, int seconds, double pauseMillis)
      throws IOException, InterruptedException {
    return run(address, what, connections, seconds, pauseMillis);
  }

  /**
   * The pause, in milliseconds, that makes so many requests a second: a trial says how long the
   * answers and wrk's timers take.
   */
  static double pauseFor(String address, String what, int connections, double rate)
      throws IOException, InterruptedException {
    double between = 1_000 * connections / rate;
    WrkRun trial = run(address, what, connections, TRIAL_SECONDS, between);
    double late = 1_000 * connections / trial.perSecond() - between;
    return Math.max(LEAST_PAUSE_MILLIS, between - late);
  }

  private static WrkRun run(
      String address, String what, int connections, int seconds, double pauseMillis)
      throws IOException, InterruptedException {
    Path script =
        Path.of(System.getProperty("tributary.checkout"), "it/src/test/bench/service/load.lua");
    var command =
        List.of(
            "wrk",
            "-t" + Math.min(2, connections),
            "-c" + connections,
            "-d" + seconds + "s",
            "-s" + script,
            address,
            "--",
            what,
            Double.toString(pauseMillis));
    Process wrk = new ProcessBuilder(command).redirectErrorStream(true).start();
    try {
      String text = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      Optional<String> result = text.lines().filter(line -> line.startsWith(MARK)).findFirst();
      if (wrk.waitFor() != 0 || result.isEmpty()) {
        throw new IOException("wrk failed: " + text);
      }
      return parse(result.get().substring(MARK.length()).split(" "));
    } finally {
      wrk.destroyForcibly();
    }
  }

  private static WrkRun parse(String[] fields) {
    return new WrkRun(
        Long.parseLong(fields[0]),
        Double.parseDouble(fields[1]),
        Long.parseLong(fields[2]),
        Double.parseDouble(fields[3]),
        Double.parseDouble(fields[4]));
  }

  double perSecond() {
    return requests / seconds;
  }
}
