package dev.tributary.it.bench.pipeline;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * One peer as a job that never ends, under a steady load from its start. What is sent counts once
 * rows of each event type are visible and some seconds have passed; after the last event the peer
 * runs on until a reader sees all, or for a minute.
 */
final class LivePhase implements AutoCloseable {
  private static final int A_SECOND = 1_000;
  private static final Duration WARM_UP = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration START = Duration.ofMinutes(3);

  private final LiveLoad load;
  private final VisibleRows rows;
  private final Duration measured;
  private final Instant started = Instant.now();
  private Instant from = Instant.MAX;
  private Instant to = Instant.MAX;
  private Map<Position, Instant> sent = Map.of();

  private LivePhase(LiveLoad load, VisibleRows rows, Duration measured) {
    this.load = load;
    this.rows = rows;
    this.measured = measured;
  }

  /** Runs it: {@code measured} is how long events that count are sent. */
  static Freshness of(Peer peer, String kafka, Path folder, Duration measured) throws Exception {
    String topic = EventTopic.empty(kafka);
    try (var phase =
        new LivePhase(LiveLoad.start(kafka, topic, A_SECOND), new VisibleRows(folder), measured)) {
      peer.live(kafka, topic, folder, phase::isOver);
      return phase.freshness();
    }
  }

  /** Looks at the files in the beginning and at the end only: the peer has the machine. */
  private boolean isOver() throws Exception {
    Instant now = Instant.now();
    if (from.equals(Instant.MAX)) {
      if (rows.types() == EventTopic.TYPES.length) {
        from = now.plus(WARM_UP);
        to = from.plus(measured);
      } else if (now.isAfter(started.plus(START))) {
        throw new IllegalStateException("No rows of each type after " + START);
      }
      return false;
    }
    if (now.isBefore(to)) {
      return false;
    }
    if (sent.isEmpty()) {
      sent = load.stop();
    }
    return rows.look().keySet().containsAll(sent.keySet()) || now.isAfter(to.plus(PATIENCE));
  }

  private Freshness freshness() throws Exception {
    if (sent.isEmpty()) {
      throw new IllegalStateException("The peer ended before the load did");
    }
    return Freshness.of(sent, rows.look(), from);
  }

  @Override
  public void close() throws SQLException {
    load.close();
    rows.close();
  }
}
