package dev.tributary.ingest.http1;

import dev.tributary.ingest.connections.Watchdog;
import dev.tributary.ingest.fairness.Peers;
import dev.tributary.ingest.http1.head.HeadLimits;
import java.time.Duration;

/**
 * What a client may send, and how long it may take.
 *
 * @param limits size of a head
 * @param headTimeout from a head's first read to its end
 * @param bodyStall longest wait for more of a body
 * @param bodyTimeout longest time a whole body may take
 * @param minBodyRate bytes per second that a body must reach once {@link #GRACE} is over; 0 for any
 * @param watchdog cuts what takes longer
 * @param peers who is connected
 * @param refusals is notified of each request that never reaches a handler
 */
public record Http1Settings(
    HeadLimits limits,
    Duration headTimeout,
    Duration bodyStall,
    Duration bodyTimeout,
    long minBodyRate,
    Watchdog watchdog,
    Peers peers,
    RefusalListener refusals) {

  /** How long a body may take before its rate counts. */
  static final Duration GRACE = Duration.ofSeconds(5);

  private static final long SECOND_NANOS = 1_000_000_000;

  /**
   * How long more of a body may be waited for.
   *
   * @param bytes what came of it
   */
  long bodyTimeoutNanos(long beganNanos, long bytes) {
    long allowed = bodyTimeout.toNanos();
    if (minBodyRate > 0) {
      long earned = (long) ((double) bytes / minBodyRate * SECOND_NANOS);
      allowed = Math.min(allowed, GRACE.toNanos() + earned);
    }
    long left = allowed - (watchdog.now() - beganNanos);
    return Math.max(0, Math.min(left, bodyStall.toNanos()));
  }

  long lingerNanos() {
    return 250_000_000;
  }

  long maxLingerNanos() {
    return 2 * SECOND_NANOS;
  }

  long maxDrainBytes() {
    return 4L * 1024 * 1024;
  }
}
