package dev.tributary.pipeline.commit;

import dev.tributary.pipeline.lake.Lake;
import dev.tributary.pipeline.lake.MetastoreAddress;
import dev.tributary.pipeline.read.Lane;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.thrift.TException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a launch does with the commit log before its workers start. */
public final class Ownership {
  private static final Logger LOG = LoggerFactory.getLogger(Ownership.class);

  private Ownership() {}

  /**
   * Takes the log: fences every older launch, publishes what it left unpublished, and enters this
   * launch as the owner, with a position for each lane that is new.
   *
   * @param starts the first offset that each lane's partition holds, for all lanes of this launch
   * @return the state after it
   */
  public static CommitState take(
      LogAccess access, Lake lake, Optional<MetastoreAddress> metastore, Map<Lane, Long> starts)
      throws IOException {
    return enter(access, new Publication(lake, metastore), starts, Set.of());
  }

  /**
   * Takes the log like a launch without lanes, and leaves event types out of its state: whoever
   * launches next does not know them.
   *
   * @return the state after it
   */
  public static CommitState forget(
      LogAccess access, Lake lake, Optional<MetastoreAddress> metastore, Set<String> eventTypes)
      throws IOException {
    return enter(access, new Publication(lake, metastore), Map.of(), eventTypes);
  }

  private static CommitState enter(
      LogAccess access, Publication publication, Map<Lane, Long> starts, Set<String> forgotten)
      throws IOException {
    try (publication;
        LogWriter writer = new LogWriter(access)) {
      CommitState state = CommitLogReader.read(access);
      rollForward(state, publication, writer);
      Map<String, LanePosition> next = positions(state, starts);
      Set<String> eventTypes = new TreeSet<>(state.eventTypes());
      eventTypes.removeAll(forgotten);
      var launch =
          new LogRecord.Launch(
              LogRecord.FORMAT,
              state.sequence() + 1,
              access.owner(),
              Instant.now().toString(),
              next,
              eventTypes);
      writer.append(launch, starts.keySet().stream().map(lane -> next.get(lane.key())).toList());
      writer.mark(launch.sequence());
      return new CommitState(
          launch.sequence(), Optional.of(access.owner()), next, eventTypes, List.of(), List.of());
    }
  }

  private static void rollForward(CommitState state, Publication publication, LogWriter writer)
      throws IOException {
    try {
      for (LogRecord.Commit commit : state.unpublished()) {
        publication.move(commit);
        publication.register(commit);
        writer.mark(commit.sequence());
        LOG.info("Rolled an unpublished commit forward sequence={}", commit.sequence());
      }
    } catch (TException e) {
      throw new IOException("Cannot register partitions in the metastore", e);
    }
  }

  /** Known lanes stay where they are; a topic that was made again replaces its old lanes. */
  private static Map<String, LanePosition> positions(CommitState state, Map<Lane, Long> starts) {
    Map<String, LanePosition> next = new HashMap<>(state.next());
    starts.forEach(
        (lane, start) -> {
          next.values()
              .removeIf(
                  position ->
                      position.lane().topicPartition().equals(lane.topicPartition())
                          && !position.topicId().equals(lane.topicId()));
          next.putIfAbsent(lane.key(), LanePosition.start(lane, start));
        });
    return next;
  }
}
