package dev.tributary.ledger.record;

import dev.tributary.schemas.EventTypes;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A record of the commit log. Its Kafka key is the kind, its value this as JSON. Launches and
 * commits carry the whole state, so the newest of them is enough to start from.
 */
public sealed interface LogRecord {
  /** The version that this code writes. It reads this one. */
  int FORMAT = 1;

  /** The format version of the record. */
  int format();

  /** The number of the state record, one more than the one before. */
  long sequence();

  /** The event types that have rows; of a mark, none. */
  default Set<String> eventTypes() {
    return Set.of();
  }

  /** A type names a view: whoever may write to the log could name any other thing. */
  private static Set<String> checked(Set<String> eventTypes) {
    for (String type : eventTypes) {
      EventTypes.problem(type)
          .ifPresent(
              rule -> {
                throw new IllegalArgumentException("An event type " + rule + ": " + type);
              });
    }
    return Set.copyOf(eventTypes);
  }

  /** A launch enters itself as the owner. */
  record Launch(
      int format,
      long sequence,
      String owner,
      String at,
      Map<String, LanePosition> next,
      Set<String> eventTypes)
      implements LogRecord {
    public Launch {
      Objects.requireNonNull(owner, "owner");
      next = Map.copyOf(next);
      eventTypes = checked(eventTypes);
    }
  }

  /** A batch counts. */
  record Commit(
      int format,
      long sequence,
      String owner,
      String at,
      Map<String, LanePosition> next,
      Set<String> eventTypes,
      Batch batch)
      implements LogRecord {
    public Commit {
      Objects.requireNonNull(owner, "owner");
      Objects.requireNonNull(batch, "batch");
      next = Map.copyOf(next);
      eventTypes = checked(eventTypes);
    }
  }

  /** All files of the commits up to the sequence are in place and registered. */
  record Published(int format, long sequence) implements LogRecord {}
}
