package dev.tributary.ingest.gate;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * What the gate allows a client.
 *
 * @param limits size of a head
 * @param headTimeout from a head's first read to its end
 * @param bodyStall longest wait for more of a body
 * @param bodyTimeout longest time a whole body may take
 * @param watchdog cuts what takes longer
 * @param refusals told of each request that the gate answers itself
 */
public record GateSettings(
    HeadLimits limits,
    Duration headTimeout,
    Duration bodyStall,
    Duration bodyTimeout,
    Watchdog watchdog,
    Consumer<RefusedRequest> refusals) {

  long bodyTimeoutNanos(long beganNanos) {
    long left = bodyTimeout.toNanos() - (watchdog.now() - beganNanos);
    return Math.max(0, Math.min(left, bodyStall.toNanos()));
  }

  long lingerNanos() {
    return 250_000_000;
  }

  long maxDrainBytes() {
    return 4L * 1024 * 1024;
  }
}
