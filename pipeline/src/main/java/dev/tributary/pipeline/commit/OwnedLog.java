package dev.tributary.pipeline.commit;

import dev.tributary.ledger.read.CommitLogReader;
import dev.tributary.ledger.read.CommitState;
import dev.tributary.ledger.read.LogAccess;
import dev.tributary.ledger.read.UnreadableLogException;
import dev.tributary.pipeline.job.LaunchEndedException;
import java.util.Optional;

/**
 * The commit log as the launch reads it that owns it. What can't be read, or another's log, ends
 * the launch for good: reading again would give the same.
 *
 * @param log the log, as this launch
 */
public record OwnedLog(LogAccess log) {
  /**
   * The state, read now.
   *
   * @throws LaunchEndedException when another launch owns the log, or it can't be read
   */
  public CommitState read() {
    CommitState state;
    try {
      state = CommitLogReader.read(log);
    } catch (UnreadableLogException e) {
      throw LaunchEndedException.because(e.getMessage());
    }
    check(state);
    return state;
  }

  private void check(CommitState state) {
    if (!state.owner().equals(Optional.of(log.owner()))) {
      throw LaunchEndedException.because(
          "Launch "
              + log.owner()
              + " ends: launch "
              + state.owner().orElse("(none)")
              + " owns the commit log "
              + log.topic()
              + ". Run one pipeline of a name at a time.");
    }
  }
}
