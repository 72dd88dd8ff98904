package dev.tributary.ingest.http1;

import dev.tributary.ingest.connections.Watchdog;
import io.helidon.common.concurrency.limits.FixedLimit;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.webserver.spi.ServerConnection;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/**
 * One connection. Helidon's stop closes all connections before it waits for them; this one lets the
 * request in hand finish: idle waits are ended by {@link Watchdog#endIdleConnections}.
 */
final class DrainingConnection implements ServerConnection {
  private final ServerConnection http1;
  private final Http1RequestReader requests;

  DrainingConnection(ServerConnection http1, Http1RequestReader requests) {
    this.http1 = http1;
    this.requests = requests;
  }

  @Override
  public void handle(Limit limit) throws InterruptedException {
    try {
      http1.handle(limit);
    } finally {
      try {
        requests.linger();
      } finally {
        requests.end();
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
    requests.watch().endSoon();
  }
}
