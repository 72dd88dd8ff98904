package dev.tributary.pipeline.publish;

import dev.tributary.ledger.record.LogRecord;
import java.io.IOException;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.thrift.TException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finishes commits that were made and not published, oldest first. Whoever marks them does so after
 * both steps.
 *
 * @param commits the commits, oldest first
 * @param steps how they are published
 */
public record RollForward(List<LogRecord.Commit> commits, PublishSteps steps) {
  private static final Logger LOG = LoggerFactory.getLogger(RollForward.class);

  /** Moves the files of all. */
  public void move() throws IOException {
    for (LogRecord.Commit commit : commits) {
      steps.move(commit);
      LOG.info("Moved the files of an unpublished commit sequence={}", commit.sequence());
    }
  }

  /**
   * Registers the partitions of all, whose files are moved.
   *
   * @param hasTime asked before each commit
   * @return false when the time was over before the last one
   */
  public boolean register(BooleanSupplier hasTime) throws TException {
    for (LogRecord.Commit commit : commits) {
      if (!hasTime.getAsBoolean()) {
        return false;
      }
      steps.register(commit);
    }
    return true;
  }
}
