package dev.tributary.ledger.read;

import dev.tributary.ledger.record.LogRecord;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Folds the log's records, oldest first and from a snapshot on, into its state. Pure. It keeps the
 * unpublished commits, and the newest one that is published.
 */
public final class LogFold {
  private final Deque<LogRecord.Commit> commits = new ArrayDeque<>();
  private final LakeManifest newest = new LakeManifest(path -> true);
  private CommitState state = CommitState.EMPTY;
  private long nonRows;
  private boolean hasPublished;

  /**
   * Takes the next record.
   *
   * @throws OutOfOrderException when it can't come after those before it
   */
  public void add(long offset, LogRecord record) {
    if (record.snapshot() >= offset) {
      throw new OutOfOrderException("it names a snapshot behind it: " + record.snapshot());
    }
    if (record instanceof LogRecord.State next) {
      checkSequence(next);
    } else if (state.isEmpty()) {
      throw new OutOfOrderException("no snapshot comes before it");
    }
    if (record instanceof LogRecord.Snapshot snapshot) {
      state = state.after(snapshot, offset);
      newest.add(snapshot);
    } else if (record instanceof LogRecord.Commit commit) {
      add(commit);
    } else if (record instanceof LogRecord.NonRows part) {
      checkPart(part);
    } else if (record instanceof LogRecord.Published mark) {
      state = state.marked(mark.sequence());
    } else if (record instanceof LogRecord.Keeping keeping) {
      add(keeping);
    } else if (record instanceof LogRecord.Sealed) {
      state = state.marked(state.published());
    }
    forgetPublished();
  }

  private void checkSequence(LogRecord.State next) {
    boolean follows =
        state.isEmpty()
            ? next instanceof LogRecord.Snapshot
            : next.sequence() == state.sequence() + 1;
    if (!follows) {
      throw new OutOfOrderException(
          "its state " + next.sequence() + " comes after state " + state.sequence());
    }
    long announced = next instanceof LogRecord.Commit commit ? commit.nonRows() : 0;
    if (nonRows != announced) {
      throw new OutOfOrderException(
          "it belongs to other records than those before it (parts="
              + announced
              + ", found="
              + nonRows
              + ")");
    }
    nonRows = 0;
  }

  private void checkPart(LogRecord.NonRows part) {
    if (part.sequence() != state.sequence() + 1) {
      throw new OutOfOrderException(
          "it is of commit " + part.sequence() + " and comes after state " + state.sequence());
    }
    nonRows++;
  }

  private void add(LogRecord.Commit commit) {
    try {
      state = state.after(commit);
    } catch (IllegalStateException unknownLane) {
      throw new OutOfOrderException(unknownLane.getMessage());
    }
    commits.add(commit);
  }

  /** What replaced other files tells nothing of the newest ones. */
  private void add(LogRecord.Keeping keeping) {
    if (keeping instanceof LogRecord.Swapped swapped && newest.hasAny(swapped.from().files())) {
      newest.add(swapped);
    } else if (keeping instanceof LogRecord.Expired expired) {
      newest.expire(expired);
    }
    state = state.marked(state.published());
  }

  /** All but the newest: a long log must not fill the memory. */
  private void forgetPublished() {
    while (!commits.isEmpty() && commits.peek().sequence() <= state.published()) {
      newest.clear();
      newest.add(commits.remove());
      newest.retain(state.eventTypes());
      hasPublished = true;
    }
  }

  /** True when a published commit was among the records. */
  boolean hasPublishedCommit() {
    return hasPublished;
  }

  /** The state now. */
  public CommitState state() {
    List<LogRecord.Commit> unpublished = new ArrayList<>(commits);
    return new CommitState(
        state.sequence(),
        state.snapshot(),
        state.owner(),
        state.positions(),
        state.eventTypes(),
        state.published(),
        state.records(),
        newest.files(),
        unpublished,
        state.skipped());
  }

  /** A record that can't come after those before it: somebody else wrote it. */
  public static final class OutOfOrderException extends IllegalArgumentException {
    private OutOfOrderException(String message) {
      super(message);
    }
  }
}
