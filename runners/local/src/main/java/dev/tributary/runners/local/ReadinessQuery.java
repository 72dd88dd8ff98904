package dev.tributary.runners.local;

import dev.tributary.runners.local.parts.PrestoClient;
import dev.tributary.runners.processes.home.CannotStartException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

/** Waits until Presto answers a query over a view that the pipeline makes. */
final class ReadinessQuery {
  private static final String QUERY = "SELECT COUNT(*) FROM requestors";
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final long TRY_AGAIN_MILLIS = 500;

  private final PrestoClient presto;

  ReadinessQuery(PrestoClient presto) {
    this.presto = presto;
  }

  /**
   * Returns when it has an answer.
   *
   * @throws CannotStartException when it has none within two minutes
   */
  void await() throws InterruptedException {
    Instant end = Instant.now().plus(PATIENCE);
    while (true) {
      try {
        presto.answers(QUERY);
        return;
      } catch (SQLException e) {
        if (Instant.now().isAfter(end)) {
          throw new CannotStartException(
              "Presto has no answer to " + QUERY + ": " + e.getMessage(), e);
        }
        Thread.sleep(TRY_AGAIN_MILLIS);
      }
    }
  }
}
