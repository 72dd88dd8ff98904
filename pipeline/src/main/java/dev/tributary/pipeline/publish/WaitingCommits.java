package dev.tributary.pipeline.publish;

import dev.tributary.ledger.record.LogRecord;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Commits that wait for the metastore, in their order. A few are held; of the others only the
 * sequences are known, and they are read from the log again. Thread safe, with one that takes.
 */
final class WaitingCommits {
  /** About a minute of commits. */
  static final int HELD = 64;

  private final PublishQueue.Log log;
  private final Deque<LogRecord.Commit> held = new ArrayDeque<>();
  private long count;
  private long lastHeld = -1;
  private long last = -1;
  private long done = -1;
  private boolean isEnding;

  WaitingCommits(PublishQueue.Log log) {
    this.log = log;
  }

  synchronized void add(LogRecord.Commit commit) {
    boolean holdsAll = lastHeld == last;
    last = commit.sequence();
    count++;
    if (holdsAll && held.size() < HELD) {
      hold(commit);
    }
    notifyAll();
  }

  private void hold(LogRecord.Commit commit) {
    held.add(commit);
    lastHeld = commit.sequence();
  }

  /** Up to which sequence none waits, when the newest one is given. */
  synchronized long doneUpTo(long newest) {
    return count == 0 ? newest : done;
  }

  synchronized long count() {
    return count;
  }

  /** The next ones; waits for one. None only after {@link #wakeUp}. */
  List<LogRecord.Commit> next() throws InterruptedException {
    long after;
    long upTo;
    synchronized (this) {
      while (count == 0 && !isEnding) {
        wait();
      }
      if (!held.isEmpty() || count == 0) {
        return List.copyOf(held);
      }
      after = lastHeld;
      upTo = last;
    }
    List<LogRecord.Commit> again = log.commits(after, upTo);
    if (again.isEmpty()) {
      throw new IllegalStateException(
          "Cannot read the commits " + (after + 1) + " to " + upTo + " again yet");
    }
    synchronized (this) {
      again.forEach(this::hold);
      return again;
    }
  }

  /** Takes away the first one, which is registered. */
  synchronized void remove(LogRecord.Commit commit) {
    held.remove(commit);
    done = commit.sequence();
    count--;
  }

  /** From now on nobody waits for a commit that may never come. */
  synchronized void wakeUp() {
    isEnding = true;
    notifyAll();
  }
}
