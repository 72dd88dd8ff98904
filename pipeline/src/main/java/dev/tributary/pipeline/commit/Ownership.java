package dev.tributary.pipeline.commit;

import dev.tributary.ledger.read.CommitLogReader;
import dev.tributary.ledger.read.CommitState;
import dev.tributary.ledger.read.LogAccess;
import dev.tributary.ledger.record.Lane;
import dev.tributary.ledger.record.LanePosition;
import dev.tributary.ledger.record.LogRecord;
import dev.tributary.pipeline.lake.files.Lake;
import dev.tributary.pipeline.lake.metastore.MetastoreAddress;
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
   * Takes the log: fences every older launch, moves the files that it left unpublished, and enters
   * this launch as the owner, with a position for each lane that is new. No metastore is asked.
   *
   * @param starts the first offset that each lane's partition holds, for all lanes of this launch
   * @return the state after it; what is unpublished in it is to be registered
   */
  public static CommitState take(LogAccess access, Lake lake, Map<Lane, Long> starts)
      throws IOException {
    try (LogWriter writer = new LogWriter(access)) {
      CommitState state = CommitLogReader.read(access);
      move(state, lake);
      return enter(access, writer, state, starts);
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
    try (var publication = new Publication(lake, metastore);
        LogWriter writer = new LogWriter(access)) {
      CommitState state = CommitLogReader.read(access);
      rollForward(state, publication, writer);
      Set<String> kept = new TreeSet<>(state.eventTypes());
      kept.removeAll(eventTypes);
      enter(access, writer, state.publishedWith(kept), Map.of());
    }
  }

  private static CommitState enter(
      LogAccess access, LogWriter writer, CommitState state, Map<Lane, Long> starts) {
    Map<String, LanePosition> next = positions(state, starts);
    var launch =
        new LogRecord.Launch(
            LogRecord.FORMAT,
            state.sequence() + 1,
            access.owner(),
            Instant.now().toString(),
            next,
            state.eventTypes());
    writer.append(launch, starts.keySet().stream().map(lane -> next.get(lane.key())).toList());
    if (state.unpublished().isEmpty()) {
      writer.mark(launch.sequence());
    }
    return new CommitState(
        launch.sequence(),
        Optional.of(access.owner()),
        next,
        state.eventTypes(),
        List.of(),
        state.unpublished());
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

  private static void move(CommitState state, Lake lake) throws IOException {
    try (var publication = new Publication(lake, Optional.empty())) {
      for (LogRecord.Commit commit : state.unpublished()) {
        publication.move(commit);
        LOG.info("Moved the files of an unpublished commit sequence={}", commit.sequence());
      }
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
