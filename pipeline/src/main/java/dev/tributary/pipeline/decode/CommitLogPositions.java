package dev.tributary.pipeline.decode;

import dev.tributary.ledger.read.CommitState;
import dev.tributary.ledger.read.CommittedDeadLetters;
import dev.tributary.ledger.read.LogAccess;
import dev.tributary.pipeline.commit.OwnedLog;
import dev.tributary.pipeline.lane.Lanes;
import dev.tributary.pipeline.topics.TopicIds;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The positions that the commit log holds.
 *
 * @param log the log, as this launch
 * @param lanes the lanes of the launch: a topic that was made again since ends it
 * @param readers where the launch set the reader of each lane, by lane key
 */
public record CommitLogPositions(LogAccess log, Lanes lanes, Map<String, Long> readers)
    implements CommittedPositions {
  public CommitLogPositions {
    readers = new HashMap<>(readers);
  }

  @Override
  public CommitState read() {
    TopicIds.checkNow(log.kafka(), lanes);
    return new OwnedLog(log).read();
  }

  @Override
  public long readFrom(String lane, long committed) {
    return readers.getOrDefault(lane, committed);
  }

  @Override
  public Map<String, Set<Long>> deadLetters() throws IOException {
    try {
      return CommittedDeadLetters.since(readers, log);
    } catch (RuntimeException e) {
      throw new IOException("Cannot read which records are dead letters in " + log.topic(), e);
    }
  }
}
