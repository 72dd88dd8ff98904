package dev.tributary.ledger.hours;

import dev.tributary.ledger.record.LanePosition;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Map;

/**
 * The rule that seals hours. An hour is sealed when every lane is past its end and the allowed
 * lateness. A lane is as far as the newest time of its committed records. One that has no further
 * record in Kafka is as far as the clock was before Kafka was asked: what comes later is stamped
 * later. No lane is further than that clock, so that one fast clock of two seals nothing. Pure.
 */
public final class SealedHours {
  /** No hour is sealed. */
  public static final Instant NONE = Instant.EPOCH;

  private SealedHours() {}

  /**
   * Up to when all hours are sealed.
   *
   * @param positions what is committed of each lane, read before the ends were asked for
   * @param ends the ends of all lanes that Kafka has; a lane without position is not read yet
   * @param observedAt the clock, between the two
   * @param allowedLateness how long after its end an hour stays open
   * @return the end of the last such hour, or {@link #NONE}
   */
  public static Instant until(
      Map<String, LanePosition> positions,
      Collection<LaneEnd> ends,
      Instant observedAt,
      Duration allowedLateness) {
    if (ends.isEmpty()) {
      return NONE;
    }
    Instant past = observedAt;
    for (LaneEnd lane : ends) {
      Instant reached = reached(positions.get(lane.lane()), lane, observedAt);
      past = reached.isBefore(past) ? reached : past;
    }
    Instant until = past.minus(allowedLateness).truncatedTo(ChronoUnit.HOURS);
    return until.isBefore(NONE) ? NONE : until;
  }

  private static Instant reached(LanePosition position, LaneEnd lane, Instant observedAt) {
    if (position == null) {
      return lane.end() > 0 ? NONE : observedAt;
    }
    return lane.end() > position.offset()
        ? Instant.ofEpochMilli(position.lastMillis())
        : observedAt;
  }
}
