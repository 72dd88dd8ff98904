package dev.tributary.runners.processes;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** How often a part may be started again within a time, with longer and longer pauses. */
final class Restarts {
  static final int MOST = 5;

  private final Duration within;
  private final Deque<Instant> recent = new ArrayDeque<>();

  Restarts(Duration within) {
    this.within = within;
  }

  /** The pause before the next start (1, 2, 4, 8, 16 s), or empty when it was too often. */
  Optional<Duration> next(Instant now) {
    while (!recent.isEmpty() && recent.peekFirst().isBefore(now.minus(within))) {
      recent.removeFirst();
    }
    if (recent.size() == MOST) {
      return Optional.empty();
    }
    Duration pause = Duration.ofSeconds(1L << recent.size());
    recent.addLast(now);
    return Optional.of(pause);
  }

  /** How many of the allowed starts are used up. */
  int used() {
    return recent.size();
  }
}
