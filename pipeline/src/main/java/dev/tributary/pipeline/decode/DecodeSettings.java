package dev.tributary.pipeline.decode;

import dev.tributary.pipeline.commit.LaunchEnded;
import dev.tributary.pipeline.read.Lane;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * What decoding depends on.
 *
 * @param dedupeWindow how long an id is remembered at least; zero: nothing is a duplicate
 * @param maxEventTypes how many undeclared event types the lake takes
 * @param acceptedLosses deleted ranges that may be skipped
 */
public record DecodeSettings(
    Duration dedupeWindow, int maxEventTypes, List<AcceptedLoss> acceptedLosses)
    implements Serializable {
  public DecodeSettings {
    acceptedLosses = List.copyOf(acceptedLosses);
  }

  /** False where no id is remembered. */
  public boolean deduplicates() {
    return !dedupeWindow.isZero();
  }

  /**
   * Refuses a loss that nobody accepted: records that retention deleted before they were read.
   *
   * @param from the first offset that is gone
   * @param to the offset after the last one
   */
  public void checkLoss(Lane lane, long from, long to) {
    if (acceptedLosses.stream().anyMatch(loss -> loss.covers(lane, from, to))) {
      return;
    }
    String range = lane.topic() + "-" + lane.partition() + ":" + from + "-" + to;
    throw LaunchEnded.because(
        "Kafka's retention deleted records before they were read (topic-partition:from-to="
            + range
            + "). To go on without them launch with --acceptLoss="
            + range);
  }
}
