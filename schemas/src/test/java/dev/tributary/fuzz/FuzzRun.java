package dev.tributary.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What one run of a fuzz target did, by its log.
 *
 * @param target the target's name
 * @param executions inputs that were tried
 * @param edges edges of the code that were reached
 * @param features edges, and how often each was passed
 * @param finding what it found; empty when it found nothing
 * @param log all that it said
 */
record FuzzRun(
    String target, long executions, long edges, long features, String finding, Path log) {
  private static final Pattern EXECUTIONS =
      Pattern.compile("stat::number_of_executed_units:\\s*(\\d+)");
  private static final Pattern COVERAGE = Pattern.compile("cov: (\\d+) ft: (\\d+)");
  private static final Pattern FINDING = Pattern.compile("== Java .*|ERROR: libFuzzer: .*");

  static FuzzRun of(String target, int exitCode, Path log) throws IOException {
    String text = Files.readString(log, StandardCharsets.ISO_8859_1);
    Optional<MatchResult> coverage = last(COVERAGE, text);
    long executions = last(EXECUTIONS, text).map(found -> number(found, 1)).orElse(0L);
    return new FuzzRun(
        target,
        executions,
        coverage.map(found -> number(found, 1)).orElse(0L),
        coverage.map(found -> number(found, 2)).orElse(0L),
        finding(exitCode, executions, text),
        log);
  }

  private static String finding(int exitCode, long executions, String text) {
    Optional<String> said = last(FINDING, text).map(MatchResult::group);
    if (exitCode != 0) {
      return said.orElse("it ended with exit code " + exitCode);
    }
    return executions == 0 ? "it tried no input" : "";
  }

  private static Optional<MatchResult> last(Pattern pattern, String text) {
    return pattern.matcher(text).results().reduce((earlier, later) -> later);
  }

  private static long number(MatchResult found, int group) {
    return Long.parseLong(found.group(group));
  }

  boolean isClean() {
    return finding.isEmpty();
  }

  /** The line of the report. */
  String line() {
    String end = isClean() ? "0 findings" : "1 FINDING: " + finding + " (" + log + ")";
    return String.format(
        Locale.ROOT,
        "%-28s %,12d executions %,7d edges %,8d features   %s",
        target,
        executions,
        edges,
        features,
        end);
  }
}
