package dev.tributary.ledger.read;

import dev.tributary.ledger.record.LanePosition;
import dev.tributary.ledger.record.LogRecord;
import dev.tributary.ledger.record.NonRowOffsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which committed records became dead letters, by the commit log. Needed by who decodes such
 * records again: by the current schema, what was a dead letter may be an event.
 */
public final class CommittedDeadLetters {
  private CommittedDeadLetters() {}

  /**
   * The offsets of dead letters.
   *
   * @param from the first offset that is asked for, by lane key
   * @return offsets by lane key
   */
  public static Map<String, Set<Long>> since(Map<String, Long> from, LogAccess log) {
    Map<String, Set<Long>> found = new HashMap<>();
    CommitLogReader.since(
        log,
        snapshot -> liesBefore(snapshot, from),
        record -> {
          if (record instanceof LogRecord.NonRows part) {
            add(part.offsets(), from, found);
          }
          return true;
        });
    return found;
  }

  private static boolean liesBefore(LogRecord.Snapshot snapshot, Map<String, Long> from) {
    return from.entrySet().stream()
        .allMatch(
            lane -> {
              LanePosition position = snapshot.positions().get(lane.getKey());
              return position == null || position.offset() <= lane.getValue();
            });
  }

  private static void add(
      NonRowOffsets part, Map<String, Long> from, Map<String, Set<Long>> found) {
    Long first = from.get(part.lane());
    if (first == null) {
      return;
    }
    for (NonRowOffsets.DeadLetters letters : part.deadLetters()) {
      letters
          .offsets()
          .each(
              offset -> {
                if (offset >= first) {
                  found.computeIfAbsent(part.lane(), lane -> new HashSet<>()).add(offset);
                }
              });
    }
  }
}
