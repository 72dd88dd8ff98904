package dev.tributary.pipeline.commit;

import dev.tributary.ledger.read.CommitLogReader;
import dev.tributary.ledger.read.CommitState;
import dev.tributary.ledger.read.LogAccess;
import dev.tributary.ledger.record.Lane;
import dev.tributary.ledger.record.LanePosition;
import dev.tributary.ledger.record.LogRecord;
import dev.tributary.pipeline.lake.files.Lake;
import dev.tributary.pipeline.lake.metastore.MetastoreAddress;
import dev.tributary.pipeline.publish.LakePublishSteps;
import dev.tributary.pipeline.publish.PublishSteps;
import dev.tributary.pipeline.publish.RollForward;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.thrift.TException;

/** What a launch does with the commit log before its workers start. See {@link CommitLog}. */
public final class Ownership {
  private final String owner;
  private final LogWriter writer;
  private final PublishSteps steps;

  /**
   * For a launch.
   *
   * @param owner the launch
   * @param writer which took the transactional id before the log was read
   * @param steps how commits are published that an owner before left
   */
  Ownership(String owner, LogWriter writer, PublishSteps steps) {
    this.owner = owner;
    this.writer = writer;
    this.steps = steps;
  }

  /**
   * Takes the log: fences every older launch, moves the files that it left unpublished, and enters
   * this launch as the owner, with a position for each lane that is new. No metastore is asked.
   *
   * @param starts the first offset that each lane's partition holds, for all lanes of this launch
   * @param adopted event types of files that the log does not know yet
   * @return the state after it; what is unpublished in it is to be registered
   */
  public static CommitState take(
      LogAccess access, Lake lake, Map<Lane, Long> starts, Set<String> adopted) throws IOException {
    try (LogWriter writer = new KafkaLogWriter(access);
        var steps = new LakePublishSteps(lake, Optional.empty())) {
      return new Ownership(access.owner(), writer, steps)
          .take(CommitLogReader.read(access), starts, adopted);
    }
  }

  /**
   * Takes the log like a launch without lanes, and leaves event types out of its state: whoever
   * launches next does not know them. What is unpublished is registered before, so that nobody
   * makes their tables again.
   */
  public static void forget(
      LogAccess access, Lake lake, Optional<MetastoreAddress> metastore, Set<String> eventTypes)
      throws IOException {
    try (LogWriter writer = new KafkaLogWriter(access);
        var steps = new LakePublishSteps(lake, metastore)) {
      new Ownership(access.owner(), writer, steps).forget(CommitLogReader.read(access), eventTypes);
    }
  }

  CommitState take(CommitState state, Map<Lane, Long> starts, Set<String> adopted)
      throws IOException {
    new RollForward(state.unpublished(), steps).move();
    Set<String> types = new TreeSet<>(state.eventTypes());
    types.addAll(adopted);
    return enter(state.with(state.positions(), types, state.published()), starts);
  }

  CommitState forget(CommitState state, Set<String> eventTypes) throws IOException {
    var left = new RollForward(state.unpublished(), steps);
    left.move();
    try {
      left.register(() -> true);
    } catch (TException e) {
      throw new IOException("Cannot register partitions in the metastore", e);
    }
    Set<String> kept = new TreeSet<>(state.eventTypes());
    kept.removeAll(eventTypes);
    return enter(state.with(state.positions(), kept, state.sequence()), Map.of());
  }

  private CommitState enter(CommitState state, Map<Lane, Long> starts) {
    Map<String, LanePosition> positions = positions(state, starts);
    long published = state.unpublished().isEmpty() ? state.sequence() : state.published();
    CommitState entered = state.with(positions, state.eventTypes(), published);
    LogRecord.Snapshot snapshot = entered.nextSnapshot(owner, Instant.now());
    List<LanePosition> own =
        starts.keySet().stream().map(lane -> positions.get(lane.key())).toList();
    long offset = writer.append(snapshot, List.of(), own);
    return entered.after(snapshot, offset).with(entered.unpublished());
  }

  /** Known lanes stay where they are; a topic that was made again replaces its old lanes. */
  private static Map<String, LanePosition> positions(CommitState state, Map<Lane, Long> starts) {
    Map<String, LanePosition> positions = new HashMap<>(state.positions());
    starts.forEach(
        (lane, start) -> {
          positions
              .values()
              .removeIf(
                  position ->
                      position.lane().topicPartition().equals(lane.topicPartition())
                          && !position.topicId().equals(lane.topicId()));
          positions.putIfAbsent(lane.key(), LanePosition.start(lane, start));
        });
    return positions;
  }
}
