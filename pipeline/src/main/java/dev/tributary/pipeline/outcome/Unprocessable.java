package dev.tributary.pipeline.outcome;

import dev.tributary.ledger.record.Lane;
import dev.tributary.schemas.rules.Rejection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The records at which a worker failed, each of which becomes a dead letter. The first is logged,
 * then one of {@link #LOGGED_EACH}: where it was, and what failed where; nothing that it says. One
 * thread.
 */
public final class Unprocessable {
  private static final Logger LOG = LoggerFactory.getLogger(Unprocessable.class);
  private static final int LOGGED_EACH = 1_000;

  private long count;

  /** Counts a record that made the program fail. Why it is a dead letter. */
  public Rejection add(Lane lane, long offset, Throwable cause) {
    if (count++ % LOGGED_EACH == 0) {
      StackTraceElement[] trace = cause.getStackTrace();
      LOG.error(
          "Failed at a record, which becomes a dead letter topic={} partition={} offset={}"
              + " exception={} at={} so_far={}",
          lane.topic(),
          lane.partition(),
          offset,
          cause.getClass().getName(),
          trace.length == 0 ? "" : trace[0],
          count);
    }
    return Rejection.unprocessable(cause);
  }
}
