package dev.tributary.pipeline.decode;

import dev.tributary.ledger.read.CommitState;
import java.io.IOException;
import java.io.Serializable;
import java.util.Map;
import java.util.Set;

/** What a worker may ask about the records that the commit log holds already. */
@FunctionalInterface
public interface CommittedPositions extends Serializable {
  /** The committed state, read now; refuses when another launch owns the log. */
  CommitState read();

  /**
   * Where the launch set the reader of a lane: a deduplication window before what was committed.
   *
   * @param lane the lane's key
   * @param committed the lane's committed offset
   */
  default long readFrom(String lane, long committed) {
    return committed;
  }

  /**
   * The offsets from there on that are committed as dead letters, by lane key, read now.
   *
   * @throws IOException when the log, or a list beside it, can't be read
   */
  default Map<String, Set<Long>> deadLetters() throws IOException {
    return Map.of();
  }
}
