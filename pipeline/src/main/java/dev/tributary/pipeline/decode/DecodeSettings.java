package dev.tributary.pipeline.decode;

import dev.tributary.ledger.record.Lane;
import dev.tributary.pipeline.job.LaunchEndedException;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * What decoding depends on.
 *
 * @param dedupeWindow how long an id is remembered at least; zero: nothing is a duplicate
 * @param maxEventTypes how many undeclared event types the lake takes
 * @param maxLateHours how many new hours of the past late events of undeclared types enter a
 *     minute, each type and hour one
 * @param acceptedLosses deleted ranges that may be skipped
 */
public record DecodeSettings(
    Duration dedupeWindow, int maxEventTypes, int maxLateHours, List<AcceptedLoss> acceptedLosses)
    implements Serializable {
  public DecodeSettings {
    acceptedLosses = List.copyOf(acceptedLosses);
  }

  /** The same with one lane's share, rounded up, of the late hours that all lanes have together. */
  DecodeSettings ofALane(int lanes) {
    int share = (maxLateHours + lanes - 1) / lanes;
    return new DecodeSettings(dedupeWindow, maxEventTypes, share, acceptedLosses);
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
    throw LaunchEndedException.because(
        "Kafka's retention deleted records before they were read (topic-partition:from-to="
            + range
            + "). To go on without them launch with --acceptLoss="
            + range);
  }
}
