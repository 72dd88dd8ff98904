package dev.tributary.pipeline.commit;

import dev.tributary.ledger.read.CommitLogReader;
import dev.tributary.ledger.read.LogAccess;
import dev.tributary.ledger.record.LogRecord;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** When event types last got rows, by the commit log. */
public final class LastCommits {
  private LastCommits() {}

  /** The time of the newest commit with rows of each of the types that has one since then. */
  public static Map<String, Instant> of(Set<String> eventTypes, LogAccess log, Instant since) {
    Map<String, Instant> newest = new TreeMap<>();
    CommitLogReader.since(
        log,
        snapshot -> Instant.parse(snapshot.at()).isBefore(since),
        record -> {
          if (record instanceof LogRecord.Commit commit && !at(commit).isBefore(since)) {
            commit
                .batch()
                .files()
                .forEach(
                    file ->
                        file.eventType()
                            .filter(eventTypes::contains)
                            .ifPresent(type -> newest.put(type, at(commit))));
          }
          return true;
        });
    return newest;
  }

  private static Instant at(LogRecord.Commit commit) {
    return Instant.parse(commit.at());
  }
}
