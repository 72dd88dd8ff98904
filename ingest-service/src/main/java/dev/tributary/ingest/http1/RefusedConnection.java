package dev.tributary.ingest.http1;

import dev.tributary.ingest.fairness.Peers;
import dev.tributary.ingest.http1.head.RefusedRequestException;
import io.helidon.common.buffers.BufferData;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.spi.ServerConnection;
import java.time.Duration;

/** One connection too many of an address: it gets an answer that says so, and is closed unread. */
final class RefusedConnection implements ServerConnection {
  private final ConnectionContext connection;
  private final Http1Settings settings;

  RefusedConnection(ConnectionContext connection, Http1Settings settings) {
    this.connection = connection;
    this.settings = settings;
  }

  /** Why it is refused. */
  static RefusedRequestException tooMany(Peers peers) {
    return new RefusedRequestException(
        429,
        "There are too many connections from this address (limit="
            + peers.most()
            + "): close some");
  }

  @Override
  public void handle(Limit limit) {
    RefusedRequestException refused = tooMany(settings.peers());
    settings.refusals().refused(refused, connection.remotePeer().address());
    connection.dataWriter().writeNow(BufferData.create(ErrorResponseBytes.of(refused)));
  }

  @Override
  public Duration idleTime() {
    return Duration.ZERO;
  }

  @Override
  public void close(boolean interrupt) {
    // ends by itself, at once
  }
}
