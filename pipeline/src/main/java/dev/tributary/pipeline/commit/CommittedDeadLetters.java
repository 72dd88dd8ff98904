package dev.tributary.pipeline.commit;

import dev.tributary.ledger.read.CommitLogReader;
import dev.tributary.ledger.read.LogAccess;
import dev.tributary.ledger.record.LanePosition;
import dev.tributary.ledger.record.LogRecord;
import dev.tributary.ledger.record.PositionsFile;
import dev.tributary.pipeline.lake.files.LakeFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which committed records became dead letters, by the lists beside the commit log. Needed by who
 * reads such records again with other eyes: what was a dead letter may be an event today.
 */
public final class CommittedDeadLetters {
  private CommittedDeadLetters() {}

  /**
   * The offsets of dead letters.
   *
   * @param from the first offset that is asked for, by lane key
   * @return offsets by lane key
   */
  public static Map<String, Set<Long>> since(
      Map<String, Long> from, LogAccess log, LakeFiles files) {
    Map<String, Set<Long>> found = new HashMap<>();
    try {
      for (LogRecord.Commit commit :
          CommitLogReader.commitsSince(log, each -> liesBefore(each, from))) {
        if (hasDeadLetters(commit, from)) {
          add(commit.batch().positions().orElseThrow(), from, files, found);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the lists beside " + log.topic(), e);
    }
    return found;
  }

  private static boolean liesBefore(LogRecord.Commit commit, Map<String, Long> from) {
    return from.entrySet().stream()
        .allMatch(
            lane -> {
              LanePosition next = commit.next().get(lane.getKey());
              return next == null || next.offset() <= lane.getValue();
            });
  }

  private static boolean hasDeadLetters(LogRecord.Commit commit, Map<String, Long> from) {
    return commit.batch().lanes().entrySet().stream()
        .anyMatch(
            lane ->
                lane.getValue().deadLetters() > 0
                    && lane.getValue().to() > from.getOrDefault(lane.getKey(), Long.MAX_VALUE));
  }

  private static void add(
      PositionsFile list, Map<String, Long> from, LakeFiles files, Map<String, Set<Long>> found)
      throws IOException {
    list.deadLetters(files.read(list.path()))
        .forEach(
            (lane, offsets) -> {
              long first = from.getOrDefault(lane, Long.MAX_VALUE);
              offsets.stream()
                  .filter(offset -> offset >= first)
                  .forEach(
                      offset -> found.computeIfAbsent(lane, key -> new HashSet<>()).add(offset));
            });
  }
}
