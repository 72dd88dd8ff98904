package dev.tributary.pipeline.replay;

import java.util.Map;
import java.util.TreeMap;

/** What a replay met, counted. */
public final class ReplayReport {
  private final Map<String, Long> chosen = new TreeMap<>();
  private final Map<String, Long> foreign = new TreeMap<>();
  private long replayedBefore;
  private long ofFormerTopics;

  void addChosen(DeadLetter letter) {
    chosen.merge(letter.reason() + " " + letter.position().topic(), 1L, Long::sum);
  }

  void addReplayedBefore() {
    replayedBefore++;
  }

  void addOfFormerTopic() {
    ofFormerTopics++;
  }

  void addForeign(DeadLetter letter) {
    foreign.merge(letter.position().topic(), 1L, Long::sum);
  }

  /** How many name a topic that the pipeline does not read, by topic. */
  public Map<String, Long> foreign() {
    return foreign;
  }

  /** How many were put back, or would be, by "REASON topic". */
  public Map<String, Long> byReasonAndTopic() {
    return chosen;
  }

  /** How many were put back, or would be. */
  public long count() {
    return chosen.values().stream().mapToLong(Long::longValue).sum();
  }

  /** How many have a mark. */
  public long replayedBefore() {
    return replayedBefore;
  }

  /** How many come from a topic that was deleted since, or from another cluster. */
  public long ofFormerTopics() {
    return ofFormerTopics;
  }
}
