package dev.tributary.ledger.read;

import dev.tributary.ledger.record.LanePosition;
import dev.tributary.ledger.record.LogRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the newest state record of the log says, and what is still to be done.
 *
 * @param sequence the number of the newest state record, or -1 for an empty log
 * @param owner the launch that may commit
 * @param next how far each lane is committed, by lane key
 * @param eventTypes the event types that have rows
 * @param newestFiles the files that the newest published commit put into the lake; none where the
 *     log's end, as far as it was read, has no such commit
 * @param unpublished commits whose publication is not marked, oldest first
 */
public record CommitState(
    long sequence,
    Optional<String> owner,
    Map<String, LanePosition> next,
    Set<String> eventTypes,
    List<String> newestFiles,
    List<LogRecord.Commit> unpublished) {

  /** Of an empty log. */
  public static final CommitState EMPTY =
      new CommitState(-1, Optional.empty(), Map.of(), Set.of(), List.of(), List.of());

  public CommitState {
    next = Map.copyOf(next);
    eventTypes = Set.copyOf(eventTypes);
    newestFiles = List.copyOf(newestFiles);
    unpublished = List.copyOf(unpublished);
  }

  /** The same with other event types, once all commits are published. */
  public CommitState publishedWith(Set<String> types) {
    return new CommitState(sequence, owner, next, types, newestFiles, List.of());
  }

  /** True before the first launch of the name. */
  public boolean isEmpty() {
    return sequence < 0;
  }

  /** The committed position of the lane; a lane that no launch entered is a defect. */
  public LanePosition position(String lane) {
    LanePosition position = next.get(lane);
    if (position == null) {
      throw new IllegalStateException(
          "Cannot find lane " + lane + " in the commit log: it holds " + next.keySet());
    }
    return position;
  }
}
