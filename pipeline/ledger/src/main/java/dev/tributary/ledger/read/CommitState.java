package dev.tributary.ledger.read;

import dev.tributary.ledger.record.LanePosition;
import dev.tributary.ledger.record.LogRecord;
import dev.tributary.ledger.record.StagedFile;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the log's records add up to, and what is still to be done.
 *
 * @param sequence the number of the newest state, or -1 for an empty log
 * @param snapshot the offset of the newest snapshot, or -1
 * @param owner the launch that may commit
 * @param positions how far each lane is committed, by lane key
 * @param eventTypes the event types that have rows
 * @param published the commits up to this state are published
 * @param records how many records the log has behind the newest snapshot
 * @param newestFiles the files of the newest published commit that are valid now; none where the
 *     log's end, as far as it was read, has no such commit
 * @param unpublished commits whose publication is not marked, oldest first
 * @param skipped offsets of records that an operator says the pipeline did not write
 */
public record CommitState(
    long sequence,
    long snapshot,
    Optional<String> owner,
    Map<String, LanePosition> positions,
    Set<String> eventTypes,
    long published,
    long records,
    List<String> newestFiles,
    List<LogRecord.Commit> unpublished,
    Set<Long> skipped) {
  /** Of an empty log. */
  public static final CommitState EMPTY =
      new CommitState(
          -1,
          LogRecord.NO_SNAPSHOT,
          Optional.empty(),
          Map.of(),
          Set.of(),
          -1,
          0,
          List.of(),
          List.of(),
          Set.of());

  public CommitState {
    positions = Map.copyOf(positions);
    eventTypes = Set.copyOf(eventTypes);
    newestFiles = List.copyOf(newestFiles);
    unpublished = List.copyOf(unpublished);
    skipped = Set.copyOf(skipped);
  }

  /** True before the first launch of the name. */
  public boolean isEmpty() {
    return sequence < 0;
  }

  /** The committed position of the lane; a lane that no launch entered is a defect. */
  public LanePosition position(String lane) {
    LanePosition position = positions.get(lane);
    if (position == null) {
      throw new IllegalStateException(
          "Cannot find lane " + lane + " in the commit log: it holds " + positions.keySet());
    }
    return position;
  }

  /** The snapshot of this state, to be written next. */
  public LogRecord.Snapshot nextSnapshot(String owner, Instant now) {
    return new LogRecord.Snapshot(
        LogRecord.FORMAT,
        sequence + 1,
        snapshot,
        owner,
        now.toString(),
        positions,
        eventTypes,
        published,
        skipped);
  }

  /** The state after the snapshot, which is at the offset. Nothing is known of commits before. */
  public CommitState after(LogRecord.Snapshot next, long offset) {
    return new CommitState(
        next.sequence(),
        offset,
        Optional.of(next.owner()),
        next.positions(),
        next.eventTypes(),
        Math.max(published, next.published()),
        0,
        List.of(),
        List.of(),
        next.skipped());
  }

  /** The state after the commit, which is to be published. */
  public CommitState after(LogRecord.Commit next) {
    Map<String, LanePosition> moved = new HashMap<>(positions);
    next.batch().lanes().forEach((lane, range) -> moved.put(lane, position(lane).after(range)));
    Set<String> types = new TreeSet<>(eventTypes);
    for (StagedFile file : next.batch().files()) {
      file.eventType().ifPresent(types::add);
    }
    return new CommitState(
        next.sequence(),
        snapshot,
        Optional.of(next.owner()),
        moved,
        types,
        published,
        records + next.nonRows() + 1,
        List.of(),
        List.of(),
        skipped);
  }

  /** The same with other positions and types, once all commits are published up to a state. */
  public CommitState with(Map<String, LanePosition> moved, Set<String> types, long publishedUpTo) {
    return new CommitState(
        sequence,
        snapshot,
        owner,
        moved,
        types,
        publishedUpTo,
        records,
        newestFiles,
        unpublished.stream().filter(commit -> commit.sequence() > publishedUpTo).toList(),
        skipped);
  }

  /** The same with these commits, which are to be published. */
  public CommitState with(List<LogRecord.Commit> left) {
    return new CommitState(
        sequence,
        snapshot,
        owner,
        positions,
        eventTypes,
        published,
        records,
        newestFiles,
        left,
        skipped);
  }

  /** The same, and these records are read over too from now on. */
  CommitState skipping(Set<Long> offsets) {
    Set<Long> all = new TreeSet<>(skipped);
    all.addAll(offsets);
    return new CommitState(
        sequence,
        snapshot,
        owner,
        positions,
        eventTypes,
        published,
        records,
        newestFiles,
        unpublished,
        all);
  }

  /** The same with one more mark in the log. */
  public CommitState marked(long publishedUpTo) {
    return new CommitState(
        sequence,
        snapshot,
        owner,
        positions,
        eventTypes,
        Math.max(published, publishedUpTo),
        records + 1,
        newestFiles,
        unpublished,
        skipped);
  }
}
