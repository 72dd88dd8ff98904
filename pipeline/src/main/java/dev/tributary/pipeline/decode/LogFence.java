package dev.tributary.pipeline.decode;

import dev.tributary.pipeline.commit.CommitState;
import dev.tributary.pipeline.commit.CommittedDeadLetters;
import dev.tributary.pipeline.commit.LogAccess;
import dev.tributary.pipeline.lake.Lake;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The fence that the commit log is.
 *
 * @param log the log, as this launch
 * @param lake the lake, which has the lists beside the log
 * @param readers where the launch set the reader of each lane, by lane key
 */
public record LogFence(LogAccess log, Lake lake, Map<String, Long> readers) implements Fence {
  public LogFence {
    readers = new HashMap<>(readers);
  }

  @Override
  public CommitState read() {
    return log.readAsOwner();
  }

  @Override
  public long readFrom(String lane, long committed) {
    return readers.getOrDefault(lane, committed);
  }

  @Override
  public Map<String, Set<Long>> deadLetters() {
    return CommittedDeadLetters.since(readers, log, lake.files());
  }
}
