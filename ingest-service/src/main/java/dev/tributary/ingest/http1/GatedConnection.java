package dev.tributary.ingest.http1;

import dev.tributary.ingest.connections.Watchdog;
import io.helidon.common.concurrency.limits.FixedLimit;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.webserver.spi.ServerConnection;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/**
 * One connection. Helidon's stop closes all connections before it waits for them; this one lets the
 * request in hand finish: idle waits are ended by {@link Watchdog#drain}.
 */
final class GatedConnection implements ServerConnection {
  private final ServerConnection http1;
  private final RequestGate gate;

  GatedConnection(ServerConnection http1, RequestGate gate) {
    this.http1 = http1;
    this.gate = gate;
  }

  @Override
  public void handle(Limit limit) throws InterruptedException {
    try {
      http1.handle(limit);
    } finally {
      try {
        gate.linger();
      } finally {
        gate.end();
      }
    }
  }

  @Override
  @SuppressWarnings({"removal", "deprecation"})
  public void handle(Semaphore requests) throws InterruptedException {
    handle(FixedLimit.create(requests));
  }

  @Override
  public Duration idleTime() {
    return http1.idleTime();
  }

  @Override
  public void close(boolean interrupt) {
    gate.watch().endSoon();
  }
}
