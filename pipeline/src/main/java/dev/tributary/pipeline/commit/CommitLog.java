package dev.tributary.pipeline.commit;

import dev.tributary.ledger.read.CommitLogReader;
import dev.tributary.ledger.read.CommitState;
import dev.tributary.ledger.read.LaneOffsets;
import dev.tributary.ledger.read.LogAccess;
import dev.tributary.ledger.record.Batch;
import dev.tributary.ledger.record.LanePosition;
import dev.tributary.ledger.record.LogRecord;
import dev.tributary.pipeline.job.LaunchEnded;
import dev.tributary.pipeline.lake.files.Lake;
import dev.tributary.pipeline.lake.metastore.MetastoreAddress;
import dev.tributary.pipeline.lane.Lanes;
import dev.tributary.pipeline.topics.TopicIds;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lake's truth, open for commits by the worker that holds it. A commit is one Kafka
 * transaction; then the files are published. After any exception the outcome is unknown: close it,
 * and let the job fail and read the log again. Thread safe.
 */
public final class CommitLog implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CommitLog.class);

  private final LogAccess access;
  private final LogWriter writer;
  private final Publisher publisher;
  private final TopicIds topicIds;
  private final Lanes lanes;
  private final Upkeep upkeep;
  private Instant appendedAt = Instant.now();
  private CommitState state = CommitState.EMPTY;

  /**
   * Opens the log as a worker of the launch that owns it. Checks the ownership before and after it
   * takes the transactional id: a fenced job that fails over inside its process would take it back.
   * Publishes what an earlier holder committed and did not publish.
   */
  public static CommitLog open(
      LogAccess access, Lake lake, Optional<MetastoreAddress> metastore, Lanes lanes)
      throws IOException {
    new OwnedLog(access).read();
    LogWriter writer = new LogWriter(access);
    CommitLog log =
        new CommitLog(
            access,
            writer,
            new Publisher(
                new Publication(lake, metastore),
                (after, upTo) -> CommitLogReader.commits(access, after, upTo, WaitingCommits.HELD),
                writer::mark),
            new TopicIds(access.kafka(), lanes),
            lanes,
            new Upkeep(lake.files(), access.owner(), new OwnedLog(access)::read));
    try {
      log.state = new OwnedLog(access).read();
      for (LogRecord.Commit commit : log.state.unpublished()) {
        log.publisher.publish(commit);
      }
      log.upkeep.start(log);
      return log;
    } catch (IOException | RuntimeException e) {
      log.close();
      throw e;
    }
  }

  private CommitLog(
      LogAccess access,
      LogWriter writer,
      Publisher publisher,
      TopicIds topicIds,
      Lanes lanes,
      Upkeep upkeep) {
    this.access = access;
    this.writer = writer;
    this.publisher = publisher;
    this.topicIds = topicIds;
    this.lanes = lanes;
    this.upkeep = upkeep;
  }

  /**
   * Commits the batch and publishes its files. A batch that is committed already is discarded.
   *
   * @throws IllegalStateException when the batch does not continue the log
   * @throws LaunchEnded when a topic was made again
   */
  public synchronized void commit(Batch batch) throws IOException {
    if (LaneOffsets.judge(state, batch) == LaneOffsets.Verdict.COMMITTED) {
      LOG.info("Discarded a batch that is committed already lanes={}", batch.lanes());
      return;
    }
    topicIds.check();
    LogRecord.Commit commit = next(batch);
    append(commit, commit.next());
    publisher.publish(commit);
  }

  /**
   * Appends the state once more when nothing was committed for so long: Kafka forgets a group's
   * offsets when they are not repeated (offsets.retention.minutes, 7 days by default).
   */
  synchronized void repeatStateAfter(Duration idle) {
    if (Instant.now().isBefore(appendedAt.plus(idle))) {
      return;
    }
    var repeated =
        new LogRecord.Launch(
            LogRecord.FORMAT,
            state.sequence() + 1,
            access.owner(),
            Instant.now().toString(),
            state.next(),
            state.eventTypes());
    append(repeated, state.next());
  }

  private void append(LogRecord record, Map<String, LanePosition> next) {
    writer.append(
        record,
        next.entrySet().stream()
            .filter(lane -> lanes.has(lane.getKey()))
            .map(Map.Entry::getValue)
            .toList());
    appendedAt = Instant.now();
    state =
        new CommitState(
            record.sequence(), state.owner(), next, record.eventTypes(), List.of(), List.of());
  }

  private LogRecord.Commit next(Batch batch) {
    Map<String, LanePosition> next = new HashMap<>(state.next());
    batch.lanes().forEach((lane, range) -> next.computeIfPresent(lane, (k, p) -> p.after(range)));
    return new LogRecord.Commit(
        LogRecord.FORMAT,
        state.sequence() + 1,
        access.owner(),
        Instant.now().toString(),
        next,
        withTypesOf(batch),
        batch);
  }

  private Set<String> withTypesOf(Batch batch) {
    Set<String> types = new TreeSet<>(state.eventTypes());
    batch.files().forEach(file -> file.eventType().ifPresent(types::add));
    return types;
  }

  @Override
  public void close() {
    upkeep.close();
    publisher.close();
    topicIds.close();
    writer.close();
  }
}
