package dev.tributary.runners.cli.ask;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How far events are, from the health that the service tells its console.
 *
 * @param kafkaReady whether Kafka accepts events
 * @param logState whether the service follows the commit log: following, starting, no_log, failed
 * @param logProblem why it cannot be read; empty otherwise
 * @param lag records in Kafka that are not committed
 * @param commits commits of all time, and those that are not published
 * @param newestCommitAt when the pipeline committed for the last time; empty: not known
 * @param newestRecordAt the time of the newest committed record; empty: none
 * @param secondsSinceCommit seconds since that; -1: not known
 * @param secondsToCommit from the newest committed record to its commit; -1: not known
 * @param difference of the account; 0: it agrees
 * @param differences what does not agree, a line each
 * @param lanes how far each is, those that are furthest behind first
 */
record Flow(
    boolean kafkaReady,
    String logState,
    String logProblem,
    long lag,
    Commits commits,
    String newestCommitAt,
    String newestRecordAt,
    double secondsSinceCommit,
    double secondsToCommit,
    long difference,
    List<String> differences,
    List<LaneLag> lanes) {
  private static final Duration LONG_AGO = Duration.ofMinutes(1);
  private static final int MANY_UNPUBLISHED = 10;

  /**
   * Commits.
   *
   * @param all of all time
   * @param published the sequence of the newest one whose files are in place
   * @param unpublished those after it
   */
  record Commits(long all, long published, long unpublished) {}

  /** A partition of a topic: the first offset that is not committed, and how many are not. */
  record LaneLag(String topic, int partition, long committed, long lag) {}

  static Flow of(JsonNode health, Instant now) {
    JsonNode log = health.path("log");
    List<LaneLag> lanes = new ArrayList<>();
    Instant newestRecord = Instant.EPOCH;
    for (JsonNode lane : log.path("lanes")) {
      lanes.add(
          new LaneLag(
              lane.path("topic").asText(),
              lane.path("partition").asInt(),
              lane.path("committed").asLong(),
              lane.path("lag").asLong()));
      Instant newest = time(lane.path("newest_record_at"));
      newestRecord = newest.isAfter(newestRecord) ? newest : newestRecord;
    }
    List<String> differences = new ArrayList<>();
    log.path("differences").forEach(each -> differences.add(each.path("text").asText()));
    Instant newestCommit = time(log.path("newest_commit_at"));
    return new Flow(
        health.path("kafka").path("ready").booleanValue(),
        log.path("state").asText("off"),
        log.path("why").asText(""),
        log.path("in_flight").asLong(),
        new Commits(
            log.path("commits").asLong(),
            log.path("published").asLong(),
            log.path("unpublished_commits").asLong()),
        shown(newestCommit),
        shown(newestRecord),
        seconds(newestCommit, now),
        seconds(newestRecord, newestCommit),
        log.path("difference").asLong(),
        List.copyOf(differences),
        List.copyOf(lanes));
  }

  /** Whether records wait and the newest commit is long ago: an event may just have come, too. */
  boolean mayNotCommit() {
    boolean isLongAgo = secondsSinceCommit < 0 || secondsSinceCommit > LONG_AGO.toSeconds();
    return lag > 0 && isLongAgo;
  }

  /** Whether commits wait for their publication: a pipeline under load has a few, too. */
  boolean mayNotPublish() {
    return commits.unpublished() > MANY_UNPUBLISHED;
  }

  /** What stood still since the former look, a line each. */
  List<String> stalledSince(Flow former, Duration watched) {
    var stalled = new ArrayList<String>();
    if (mayNotCommit() && commits.all() == former.commits().all()) {
      stalled.add(
          "%,d records wait in Kafka, and the pipeline committed nothing in %d s"
              .formatted(lag, watched.toSeconds()));
    }
    if (mayNotPublish() && commits.published() == former.commits().published()) {
      stalled.add(
          "%,d commits are not published, and none was in %d s: queries do not see their rows"
              .formatted(commits.unpublished(), watched.toSeconds()));
    }
    return stalled;
  }

  /** What is wrong at this moment, a line each. */
  List<String> problems() {
    var problems = new ArrayList<String>();
    if (!kafkaReady) {
      problems.add("Kafka does not accept events");
    }
    if (!logState.equals("following")) {
      problems.add("The commit log is not followed (" + logState + ")" + after(": ", logProblem));
    }
    if (difference != 0) {
      problems.add("The account of the commit log does not agree, difference " + difference);
      problems.addAll(differences);
    }
    return problems;
  }

  /** For people: the name of each line and its text. */
  Map<String, String> lines() {
    Map<String, String> lines = new LinkedHashMap<>();
    lines.put("lag", "%,d records are in Kafka and not committed".formatted(lag));
    lines.put(
        "last commit",
        newestCommitAt.isEmpty()
            ? "none"
            : "%s, %s ago, %,d commits%s"
                .formatted(
                    newestCommitAt,
                    shown(secondsSinceCommit),
                    commits.all(),
                    commits.unpublished() == 0
                        ? ""
                        : ", %,d not published".formatted(commits.unpublished())));
    lines.put(
        "freshness",
        secondsToCommit < 0
            ? "not known: no record is committed"
            : "the newest record was committed %s after Kafka stored it"
                .formatted(shown(secondsToCommit)));
    lines.put("account", difference == 0 ? "agrees, difference 0" : "difference " + difference);
    return lines;
  }

  private static String after(String start, String text) {
    return text.isEmpty() ? "" : start + text;
  }

  private static Instant time(JsonNode text) {
    return text.isTextual() ? Instant.parse(text.asText()) : Instant.EPOCH;
  }

  private static String shown(Instant time) {
    return time.equals(Instant.EPOCH) ? "" : time.toString();
  }

  private static String shown(double seconds) {
    return String.format(Locale.ROOT, "%.1f s", seconds);
  }

  /** At least 0, since clocks differ; -1 where a time is not known. */
  private static double seconds(Instant from, Instant to) {
    boolean isKnown = !from.equals(Instant.EPOCH) && !to.equals(Instant.EPOCH);
    return isKnown ? Math.max(0, Duration.between(from, to).toMillis()) / 1_000.0 : -1;
  }
}
