package dev.tributary.pipeline.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.ledger.read.CommitState;
import dev.tributary.ledger.record.Batch;
import dev.tributary.ledger.record.Lane;
import dev.tributary.ledger.record.LaneRange;
import dev.tributary.ledger.record.LogRecord;
import dev.tributary.ledger.record.NonRowOffsets;
import dev.tributary.ledger.record.Offsets;
import dev.tributary.ledger.record.StagedFile;
import dev.tributary.pipeline.job.LaunchEndedException;
import dev.tributary.pipeline.lane.Lanes;
import dev.tributary.pipeline.publish.Locations;
import dev.tributary.pipeline.topics.TopicCheck;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The protocol of {@link CommitLog}, step by step, over a log and a lake in memory. */
final class ProtocolTest {
  private static final Lane LANE = new Lane("events", 0, "a");
  private static final Lanes LANES = new Lanes(List.of(LANE));
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final FakeKafka kafka = new FakeKafka();
  private final FakeLake lake = new FakeLake();
  private CommitLog open;

  @AfterEach
  void close() {
    if (open != null) {
      open.close();
    }
  }

  @Test
  void entersALaunchWithItsLanes() throws Exception {
    CommitState state = launch("one");
    assertThat(state).isEqualTo(kafka.state());
    assertThat(state.owner()).contains("one");
    assertThat(state.position(LANE.key()).offset()).isEqualTo(7);
    assertThat(kafka.group).containsEntry(LANE.key(), 7L);
  }

  @Test
  void publishesACommitInOrder() throws Exception {
    launch("one");
    open("one").commit(batch(7, 9));
    await(() -> kafka.kinds().contains("P1"));
    assertThat(kafka.kinds()).containsExactly("S0", "C1", "P1");
    assertThat(lake.done).containsExactly("move 1", "register 1");
    assertThat(kafka.group).containsEntry(LANE.key(), 9L);
    assertThat(kafka.state().unpublished()).isEmpty();
  }

  @Test
  void putsWhatMadeNoRowBeforeItsCommit() throws Exception {
    launch("one");
    var offsets = new NonRowOffsets(LANE.key(), Offsets.of(7, 8), List.of());
    open("one")
        .commit(
            new Batch(
                Map.of(LANE.key(), new LaneRange(7, 9, 0, 2, 0, 0, 0)),
                List.of(),
                Map.of("t", 2L),
                Map.of(),
                List.of(offsets)));
    assertThat(kafka.kinds()).startsWith("S0", "N1", "C1");
    assertThat(((LogRecord.NonRows) kafka.records.get(1)).offsets()).isEqualTo(offsets);
    assertThat(((LogRecord.Commit) kafka.records.get(2)).batch().nonRows()).isEmpty();
  }

  @Test
  void discardsABatchThatIsCommitted() throws Exception {
    launch("one");
    CommitLog log = open("one");
    log.commit(batch(7, 9));
    log.commit(batch(7, 9));
    await(() -> kafka.kinds().contains("P1"));
    assertThat(kafka.kinds()).containsExactly("S0", "C1", "P1");
  }

  /** The metastore may be down for hours: files are moved, rows wait for their partitions. */
  @Test
  void movesAtOnceAndRegistersWhenTheMetastoreIsBack() throws Exception {
    launch("one");
    lake.metastoreIsDown = true;
    CommitLog log = open("one");
    log.commit(batch(7, 9));
    log.commit(batch(9, 12));
    assertThat(lake.done).containsExactly("move 1", "move 2");
    assertThat(kafka.state().unpublished()).hasSize(2);
    lake.metastoreIsDown = false;
    await(() -> kafka.state().unpublished().isEmpty());
    assertThat(lake.done).containsExactly("move 1", "move 2", "register 1", "register 2");
  }

  /** Killed between the transaction and the renames. */
  @Test
  void rollsForwardWhatTheOwnerBeforeLeft() throws Exception {
    launch("one");
    kafka.records.add(commit("one", 1, 7, 9));
    CommitState state = launch("two");
    assertThat(lake.done).containsExactly("move 1");
    assertThat(state.unpublished()).hasSize(1);
    assertThat(state.position(LANE.key()).offset()).isEqualTo(9);
    open("two");
    await(() -> kafka.state().unpublished().isEmpty());
    assertThat(lake.done).containsExactly("move 1", "move 1", "register 1");
    assertThat(kafka.kinds()).containsExactly("S0", "C1", "S2", "P1");
  }

  @Test
  void registersBeforeATypeIsForgotten() throws Exception {
    launch("one");
    kafka.records.add(commit("one", 1, 7, 9));
    assertThat(kafka.state().eventTypes()).containsExactly("t");
    CommitState state =
        new Ownership("tool", kafka.writer(), lake).forget(kafka.state(), Set.of("t"));
    assertThat(lake.done).containsExactly("move 1", "register 1");
    assertThat(state.eventTypes()).isEmpty();
    assertThat(kafka.state().unpublished()).isEmpty();
    assertThat(kafka.state().newestFiles()).as("of a forgotten type").isEmpty();
  }

  @Test
  void forgetsNothingWhileTheMetastoreIsDown() throws Exception {
    launch("one");
    kafka.records.add(commit("one", 1, 7, 9));
    lake.metastoreIsDown = true;
    assertThatThrownBy(
            () -> new Ownership("tool", kafka.writer(), lake).forget(kafka.state(), Set.of("t")))
        .isInstanceOf(IOException.class)
        .hasMessage("Cannot register partitions in the metastore");
    assertThat(kafka.kinds()).containsExactly("S0", "C1");
  }

  /** A topic that was deleted and made again has other lanes. */
  @Test
  void replacesTheLanesOfATopicThatWasRecreated() throws Exception {
    launch("one");
    var again = new Lane("events", 0, "b");
    CommitState state =
        new Ownership("two", kafka.writer(), lake).take(kafka.state(), Map.of(again, 0L), Set.of());
    assertThat(state.positions()).containsOnlyKeys(again.key());
  }

  /** Of a topic that no launch names any more, the position stays in the log alone. */
  @Test
  void movesTheGroupInItsOwnLanesOnly() throws Exception {
    var left = new Lane("left", 0, "c");
    new Ownership("one", kafka.writer(), lake)
        .take(kafka.state(), Map.of(LANE, 7L, left, 3L), Set.of());
    kafka.group.clear();
    launch("two");
    open("two").commit(batch(7, 9));
    assertThat(kafka.group).isEqualTo(Map.of(LANE.key(), 9L));
    assertThat(kafka.state().position(left.key()).offset()).isEqualTo(3);
  }

  @Test
  void fencesTheOwnerBefore() throws Exception {
    launch("one");
    CommitLog old = open("one");
    launch("two");
    assertThatThrownBy(() -> old.commit(batch(7, 9))).hasMessage("fenced");
    assertThat(kafka.kinds()).containsExactly("S0", "S1");
  }

  /** The transaction was committed, and its answer lost: the log decides. */
  @Test
  void knowsABatchAgainWhoseOutcomeWasUnknown() throws Exception {
    launch("one");
    CommitLog log = open("one");
    kafka.loseAnAnswer();
    assertThatThrownBy(() -> log.commit(batch(7, 9))).hasMessage("no answer");
    log.close();
    CommitLog again = open("one");
    await(() -> kafka.kinds().contains("P1"));
    again.commit(batch(7, 9));
    assertThat(kafka.kinds()).containsExactly("S0", "C1", "P1");
  }

  @Test
  void commitsNothingOfATopicThatIsAnother() throws Exception {
    launch("one");
    open =
        new CommitLog(
            "one",
            LANES,
            parts(
                () -> {
                  throw LaunchEndedException.because("recreated");
                }));
    open.begin(kafka.state());
    assertThatThrownBy(() -> open.commit(batch(7, 9))).isInstanceOf(LaunchEndedException.class);
    assertThat(kafka.kinds()).containsExactly("S0");
  }

  @Test
  void repeatsTheStateOfAnIdlePipeline() throws Exception {
    launch("one");
    CommitLog log = open("one");
    log.commit(batch(7, 9));
    await(() -> kafka.kinds().contains("P1"));
    log.repeatStateAfter(Duration.ofHours(24));
    log.repeatStateAfter(Duration.ZERO);
    assertThat(kafka.kinds()).containsExactly("S0", "C1", "P1", "S2");
    var snapshot = (LogRecord.Snapshot) kafka.records.get(3);
    assertThat(kafka.state().published()).isEqualTo(1);
    assertThat(snapshot.snapshot()).isZero();
    log.commit(batch(9, 10));
    assertThat(((LogRecord.Commit) kafka.records.get(4)).snapshot()).isEqualTo(3);
  }

  /** A start reads some 500 records, however long the log is. */
  @Test
  void writesASnapshotAfterSomeHundredCommits() throws Exception {
    launch("one");
    CommitLog log = open("one");
    int commits = CommitLog.SNAPSHOT_AFTER_RECORDS + 5;
    for (int n = 0; n < commits; n++) {
      log.commit(batch(7 + n, 8 + n));
    }
    await(() -> kafka.state().unpublished().isEmpty());
    assertThat(kafka.kinds()).contains("S241").doesNotContain("S242");
    assertThat(kafka.state().records()).isBetween(2L * 5, 2L * commits - 1); // marks may be late
    assertThat(kafka.state().position(LANE.key()).offset()).isEqualTo(7 + commits);
  }

  private CommitState launch(String owner) throws IOException {
    LogWriter writer = kafka.writer();
    return new Ownership(owner, writer, lake).take(kafka.state(), Map.of(LANE, 7L), Set.of());
  }

  private CommitLog open(String owner) throws IOException {
    open = new CommitLog(owner, LANES, parts(() -> {}));
    open.begin(kafka.state());
    return open;
  }

  private CommitLog.Parts parts(Runnable check) {
    var topics =
        new TopicCheck() {
          @Override
          public void check() {
            check.run();
          }

          @Override
          public void close() {}
        };
    return new CommitLog.Parts(
        kafka.writer(), lake, this::commits, topics, Locations.notFollowing());
  }

  private List<LogRecord.Commit> commits(long after, long upTo) {
    return kafka.records.stream()
        .filter(LogRecord.Commit.class::isInstance)
        .map(LogRecord.Commit.class::cast)
        .filter(commit -> commit.sequence() > after && commit.sequence() <= upTo)
        .toList();
  }

  private static Batch batch(long from, long to) {
    return new Batch(
        Map.of(LANE.key(), new LaneRange(from, to, to - from, 0, 0, 0, 0)),
        List.of(
            new StagedFile(
                "_staging/" + from, "events/event_type=t/dt=2026-11-24/hour=10/" + from, 1, 1)),
        Map.of(),
        Map.of(),
        List.of());
  }

  private static LogRecord.Commit commit(String owner, long sequence, long from, long to) {
    return new LogRecord.Commit(
        LogRecord.FORMAT, sequence, 0, owner, "2026-11-24T00:00:00Z", 0, batch(from, to));
  }

  private static void await(BooleanSupplier condition) {
    long begin = System.nanoTime();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime() - begin).as("ns of waiting").isLessThan(PATIENCE.toNanos());
      Thread.onSpinWait();
    }
  }
}
