package dev.tributary.runners.local;

import dev.tributary.schemas.LakeViews;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

/** Makes the views of the lake and waits until the first question can be asked. */
final class Views {
  private static final String FIRST_QUESTION = "SELECT COUNT(*) FROM requestors";
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final long TRY_AGAIN_MILLIS = 500;

  private final PrestoClient presto;

  Views(PrestoClient presto) {
    this.presto = presto;
  }

  /**
   * Returns when the first question has an answer.
   *
   * @throws CannotStart when it has none within two minutes
   */
  void make() throws InterruptedException {
    Instant end = Instant.now().plus(PATIENCE);
    while (true) {
      try {
        for (String statement : LakeViews.statements()) {
          presto.answers(statement);
        }
        presto.answers(FIRST_QUESTION);
        return;
      } catch (SQLException e) {
        if (Instant.now().isAfter(end)) {
          throw new CannotStart("Presto can't make the views: " + e.getMessage(), e);
        }
        Thread.sleep(TRY_AGAIN_MILLIS);
      }
    }
  }
}
