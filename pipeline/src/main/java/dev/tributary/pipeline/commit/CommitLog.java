package dev.tributary.pipeline.commit;

import dev.tributary.ledger.read.CommitLogReader;
import dev.tributary.ledger.read.CommitState;
import dev.tributary.ledger.read.LaneOffsets;
import dev.tributary.ledger.read.LogAccess;
import dev.tributary.ledger.record.Batch;
import dev.tributary.ledger.record.LanePosition;
import dev.tributary.ledger.record.LogRecord;
import dev.tributary.ledger.record.NonRowOffsets;
import dev.tributary.pipeline.job.LaunchEndedException;
import dev.tributary.pipeline.lake.files.Lake;
import dev.tributary.pipeline.lake.metastore.MetastoreAddress;
import dev.tributary.pipeline.lane.Lanes;
import dev.tributary.pipeline.publish.LakePublishSteps;
import dev.tributary.pipeline.publish.Locations;
import dev.tributary.pipeline.publish.PublishQueue;
import dev.tributary.pipeline.publish.PublishSteps;
import dev.tributary.pipeline.topics.TopicCheck;
import dev.tributary.pipeline.topics.TopicIds;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lake's truth, open for commits by the worker that holds it. After any exception the outcome
 * is unknown: close it, and let the job fail and read the log again. Thread safe.
 *
 * <p>The protocol. A commit is in one of these states, and each step can be repeated:
 *
 * <table>
 *   <caption>States of a batch, and who moves it on when its owner is gone</caption>
 *   <tr><th>state</th><th>what is there</th><th>next step</th><th>where</th><th>after a crash here</th></tr>
 *   <tr><td>staged</td><td>files in {@code _staging/}, forced to disk</td><td>append the commit and
 *     the group's offsets, one transaction</td><td>{@link #commit}</td><td>the records are read
 *     again; {@link LogMaintenance} deletes the files</td></tr>
 *   <tr><td>committed</td><td>{@code non_rows} and {@code commit} in the log</td><td>move the files
 *     into their partitions</td><td>{@link PublishSteps#move}</td><td>{@link Ownership} moves them
 *     at the next launch, or {@link #open} when the worker restarts</td></tr>
 *   <tr><td>moved</td><td>files in their partitions</td><td>register new partitions</td><td>{@link
 *     PublishSteps#register}, in {@link PublishQueue}</td><td>{@link DueRegistration}, or {@link
 *     #open}</td></tr>
 *   <tr><td>registered</td><td>partitions in the metastore</td><td>append the mark</td><td>{@link
 *     LogWriter#mark}</td><td>the same, once more</td></tr>
 *   <tr><td>published</td><td>{@code published} in the log</td><td>none</td><td></td><td></td></tr>
 * </table>
 *
 * <p>Who may do it: the launch whose {@code snapshot} is the newest owns the log. {@link Ownership}
 * takes the transactional id, which fences the producer of the owner before, then reads the log,
 * then writes the snapshot. A worker reads the owner before and after it takes the id ({@link
 * OwnedLog}): a fenced job that fails over inside its process would take it back.
 */
public final class CommitLog implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CommitLog.class);

  /** With one mark a commit, a start reads some 500 records. */
  static final int SNAPSHOT_AFTER_RECORDS = 240;

  private final String owner;
  private final Lanes lanes;
  private final Parts parts;
  private final PublishQueue queue;
  private AutoCloseable upkeep = () -> {};
  private Instant appendedAt = Instant.now();
  private volatile CommitState state;

  /**
   * What an open log works with, which it closes.
   *
   * @param writer appends
   * @param steps publishes
   * @param again reads commits again that were too many to hold
   * @param topics is asked before each commit
   * @param locations follows what the keeper writes
   */
  record Parts(
      LogWriter writer,
      PublishSteps steps,
      PublishQueue.Log again,
      TopicCheck topics,
      Locations locations) {}

  /** Opens the log as a worker of the launch that owns it. */
  public static CommitLog open(
      LogAccess access, Lake lake, Optional<MetastoreAddress> metastore, Lanes lanes)
      throws IOException {
    var owned = new OwnedLog(access);
    owned.read();
    var locations = Locations.following(access);
    var parts =
        new Parts(
            writer(access, locations),
            new LakePublishSteps(lake, metastore, locations),
            (after, upTo) -> CommitLogReader.commits(access, after, upTo, PublishQueue.HELD),
            new TopicIds(access.kafka(), lanes),
            locations);
    CommitLog log = new CommitLog(access.owner(), lanes, parts);
    try {
      log.begin(owned.read());
      var upkeep = new LogMaintenance(lake.files(), access.owner(), owned::read);
      log.upkeep = upkeep;
      upkeep.start(log);
      return log;
    } catch (IOException | RuntimeException e) {
      log.close();
      throw e;
    }
  }

  private static LogWriter writer(LogAccess access, Locations locations) {
    try {
      return new KafkaLogWriter(access);
    } catch (RuntimeException e) {
      locations.close();
      throw e;
    }
  }

  CommitLog(String owner, Lanes lanes, Parts parts) {
    this.owner = owner;
    this.lanes = lanes;
    this.parts = parts;
    this.state = CommitState.EMPTY;
    this.queue = new PublishQueue(parts.steps(), parts.again(), this::mark);
  }

  /** Begins at the state, and publishes what an earlier holder committed and did not publish. */
  synchronized void begin(CommitState read) throws IOException {
    state = read;
    for (LogRecord.Commit commit : read.unpublished()) {
      queue.publish(commit);
    }
  }

  /**
   * Commits the batch and publishes its files. A batch that is committed already is discarded.
   *
   * @throws IllegalStateException when the batch does not continue the log
   * @throws LaunchEndedException when a topic was made again
   */
  public synchronized void commit(Batch batch) throws IOException {
    if (LaneOffsets.judge(state, batch) == LaneOffsets.Verdict.COMMITTED) {
      LOG.info("Discarded a batch that is committed already lanes={}", batch.lanes());
      return;
    }
    parts.topics().check();
    if (state.records() >= SNAPSHOT_AFTER_RECORDS) {
      appendSnapshot();
    }
    LogRecord.Commit commit = append(batch);
    queue.publish(commit);
  }

  /**
   * Appends the state once more when nothing was committed for so long: Kafka forgets a group's
   * offsets when they are not repeated (offsets.retention.minutes, 7 days by default).
   */
  synchronized void repeatStateAfter(Duration idle) {
    if (!Instant.now().isBefore(appendedAt.plus(idle))) {
      appendSnapshot();
    }
  }

  private LogRecord.Commit append(Batch batch) {
    List<NonRowOffsets> nonRows =
        batch.nonRows().stream().flatMap(offsets -> offsets.parts().stream()).toList();
    var commit =
        new LogRecord.Commit(
            LogRecord.FORMAT,
            state.sequence() + 1,
            state.snapshot(),
            owner,
            Instant.now().toString(),
            nonRows.size(),
            batch.withoutNonRows());
    CommitState next = state.after(commit);
    long offset = parts.writer().append(commit, nonRows, own(next.positions()));
    appended(next);
    for (long others = parts.locations().readTo(offset); others > 0; others--) {
      state = state.marked(state.published());
    }
    return commit;
  }

  private void appendSnapshot() {
    LogRecord.Snapshot snapshot =
        state
            .with(state.positions(), state.eventTypes(), queue.publishedUpTo(state))
            .nextSnapshot(owner, Instant.now());
    long offset = parts.writer().append(snapshot, List.of(), own(snapshot.positions()));
    appended(state.after(snapshot, offset));
  }

  private void appended(CommitState next) {
    appendedAt = Instant.now();
    state = next;
  }

  /** Positions of the lanes that this launch reads. */
  private List<LanePosition> own(Map<String, LanePosition> positions) {
    return positions.entrySet().stream()
        .filter(lane -> lanes.has(lane.getKey()))
        .map(Map.Entry::getValue)
        .toList();
  }

  private void mark(long sequence) {
    parts.writer().mark(new LogRecord.Published(LogRecord.FORMAT, sequence, state.snapshot()));
  }

  @Override
  public void close() {
    try {
      upkeep.close();
    } catch (Exception e) {
      throw new IllegalStateException("Cannot end the log's upkeep", e);
    }
    queue.close();
    parts.locations().close();
    parts.topics().close();
    parts.writer().close();
  }
}
