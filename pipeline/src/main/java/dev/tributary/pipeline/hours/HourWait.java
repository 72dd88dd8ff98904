package dev.tributary.pipeline.hours;

import dev.tributary.ledger.read.CommitLogReader;
import dev.tributary.ledger.read.CommitState;
import dev.tributary.ledger.read.LogAccess;
import dev.tributary.ledger.read.LogEntry;
import dev.tributary.ledger.read.LogTail;
import dev.tributary.ledger.read.SealSearch;
import dev.tributary.ledger.record.LogRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Waits until an hour is sealed and its rows can be queried. Reads the log alone, also of a
 * pipeline that is down.
 */
public final class HourWait {
  private static final Duration POLL = Duration.ofMillis(500);

  private final LogAccess log;
  private final long deadline;

  /**
   * Begins to wait.
   *
   * @param timeout the longest wait; zero: asks once
   */
  public HourWait(LogAccess log, Duration timeout) {
    this.log = log;
    this.deadline = System.nanoTime() + timeout.toNanos();
  }

  /**
   * Waits.
   *
   * @param end the end of the hour
   * @return what seals it; none when the time is over before
   */
  public Optional<LogRecord.Sealed> until(Instant end) throws InterruptedException {
    Optional<LogRecord.Sealed> sealed = seal(end);
    return sealed.isPresent() && isPublished() ? sealed : Optional.empty();
  }

  /** It follows the log before it looks back: no record comes between the two. */
  private Optional<LogRecord.Sealed> seal(Instant end) {
    try (var tail = new LogTail(log)) {
      Optional<LogRecord.Sealed> newest =
          SealSearch.newest(log, this::isOver).filter(seal -> covers(seal, end));
      while (newest.isEmpty() && !isOver()) {
        for (LogEntry entry : tail.poll(POLL)) {
          if (entry.record() instanceof LogRecord.Sealed sealed && covers(sealed, end)) {
            newest = Optional.of(sealed);
          }
        }
      }
      return newest;
    }
  }

  private static boolean covers(LogRecord.Sealed sealed, Instant end) {
    return !sealed.end().isBefore(end);
  }

  /** The seal says what is committed. Files of the last commits may still be on their way. */
  private boolean isPublished() throws InterruptedException {
    CommitState state = CommitLogReader.read(log);
    long upTo = state.sequence();
    while (state.unpublished().stream().anyMatch(commit -> commit.sequence() <= upTo)) {
      if (isOver()) {
        return false;
      }
      TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
      state = CommitLogReader.read(log);
    }
    return true;
  }

  private boolean isOver() {
    return System.nanoTime() - deadline >= 0;
  }
}
