package dev.tributary.pipeline.commit;

import dev.tributary.ledger.record.Batch;
import dev.tributary.pipeline.history.History;
import dev.tributary.pipeline.hours.Hours;
import dev.tributary.pipeline.job.SharedByLaunch;
import dev.tributary.pipeline.lane.Lanes;
import java.io.IOException;
import java.util.Optional;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PDone;

/**
 * Commits each batch, one after the other on one worker. Takes batches in the global window only:
 * its input is keyed and stateful, and in an hour window a runner drops a batch for being late. A
 * retry meets the log, which tells whether the batch is committed.
 */
public final class CommitBatches extends PTransform<PCollection<Batch>, PDone> {
  private final History history;
  private final Hours hours;
  private final Optional<DueRegistration> due;
  private final Lanes lanes;

  /**
   * Commits into the log and publishes into the lake.
   *
   * @param history where that is, and what the committing worker keeps beside the commits
   * @param hours the hours that it seals beside them
   * @param due what the workers register from their start on
   */
  public CommitBatches(History history, Hours hours, Optional<DueRegistration> due, Lanes lanes) {
    this.history = history;
    this.hours = hours;
    this.due = due;
    this.lanes = lanes;
  }

  @Override
  public PDone expand(PCollection<Batch> batches) {
    batches
        .apply("OneKey", WithKeys.of(history.log().name()))
        .setCoder(KvCoder.of(StringUtf8Coder.of(), new BatchCoder()))
        .apply("Append", ParDo.of(append()));
    return PDone.in(batches.getPipeline());
  }

  private Append append() {
    return new Append(history, hours, due.orElse(null), lanes);
  }

  private static final SharedByLaunch<CommitLog> OPEN_LOGS = new SharedByLaunch<>();

  private static final class Append extends DoFn<KV<String, Batch>, Void> {
    /** Never used: a declared state makes runners key the input, so that one worker commits. */
    @StateId("keyed")
    private final StateSpec<ValueState<Long>> keyed = StateSpecs.value(VarLongCoder.of());

    private final History history;
    private final Hours hours;
    private final DueRegistration due;
    private final Lanes lanes;
    private transient CommitLog log;
    private transient LateRegistration late;
    private transient HistoryUpkeep upkeep;

    Append(History history, Hours hours, DueRegistration due, Lanes lanes) {
      this.history = history;
      this.hours = hours;
      this.due = due;
      this.lanes = lanes;
    }

    @Setup
    public void setup() throws IOException {
      if (due != null) {
        late = LateRegistration.acquire(due);
      }
      upkeep = HistoryUpkeep.acquire(history, hours);
    }

    @ProcessElement
    public void process(@Element KV<String, Batch> batch, @StateId("keyed") ValueState<Long> unused)
        throws IOException {
      try {
        open().commit(batch.getValue());
      } catch (IOException | RuntimeException outcomeUnknown) {
        if (log != null) {
          OPEN_LOGS.discard(owner(), log);
          log = null;
        }
        throw outcomeUnknown;
      }
    }

    /** At the first element: every subtask is set up, only the one with the key may take the id. */
    private CommitLog open() throws IOException {
      if (log == null) {
        log =
            OPEN_LOGS.acquire(
                owner(),
                () ->
                    CommitLog.open(
                        history.log(),
                        history.lake(),
                        Optional.ofNullable(history.metastore()),
                        lanes));
      }
      return log;
    }

    private String owner() {
      return history.log().owner();
    }

    @Teardown
    public void teardown() {
      if (late != null) {
        late.release();
        late = null;
      }
      if (upkeep != null) {
        upkeep.release();
        upkeep = null;
      }
      if (log != null) {
        OPEN_LOGS.release(owner(), log);
        log = null;
      }
    }
  }
}
