package dev.tributary.ledger.read;

import dev.tributary.ledger.record.Batch;
import dev.tributary.ledger.record.LaneRange;
import java.util.Map;

/** Whether a batch continues the log. Pure. */
public final class LaneOffsets {
  /** What a batch is to the log. */
  public enum Verdict {
    /** Each range begins where its lane is committed. */
    CONTINUES,
    /** Each range is committed already: the batch is a replay. */
    COMMITTED
  }

  private LaneOffsets() {}

  /** Judges the batch; one that neither continues nor repeats the log is refused. */
  public static Verdict judge(CommitState state, Batch batch) {
    int committed = 0;
    for (Map.Entry<String, LaneRange> entry : batch.lanes().entrySet()) {
      long next = state.position(entry.getKey()).offset();
      LaneRange range = entry.getValue();
      if (range.to() <= next) {
        committed++;
        continue;
      }
      if (range.from() != next) {
        throw new IllegalStateException(
            "Cannot commit lane "
                + entry.getKey()
                + ": the batch does not continue the log (from="
                + range.from()
                + ", to="
                + range.to()
                + ", committed="
                + next
                + ")");
      }
    }
    if (committed == 0) {
      return Verdict.CONTINUES;
    }
    if (committed == batch.lanes().size()) {
      return Verdict.COMMITTED;
    }
    throw new IllegalStateException(
        "Cannot commit a batch of which a part is committed: " + batch.lanes());
  }
}
