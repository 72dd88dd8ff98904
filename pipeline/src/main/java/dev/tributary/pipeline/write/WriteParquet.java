package dev.tributary.pipeline.write;

import dev.tributary.ledger.record.Batch;
import dev.tributary.pipeline.commit.BatchCoder;
import dev.tributary.pipeline.lane.Lanes;
import dev.tributary.pipeline.outcome.HourlyOutcomes;
import dev.tributary.pipeline.outcome.Outcome;
import dev.tributary.pipeline.read.PastRecords;
import java.io.IOException;
import java.time.Clock;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.values.PCollection;

/**
 * Writes outcomes, in hour windows, into staged Parquet files: one for each event type and window
 * of a bundle. At the bundle's end one batch leaves, in the last of its windows; of a bundle that
 * grows large, several. No GroupByKey and no state, so nothing is dropped for being late. A retry
 * writes new files; the old ones are orphans.
 */
public final class WriteParquet
    extends PTransform<PCollection<HourlyOutcomes>, PCollection<Batch>> {
  private final WriteSettings settings;
  private final Lanes lanes;
  private final PastRecords past;

  /** Writes outcomes of the lanes; what a failed row took with it is read again from the past. */
  public WriteParquet(WriteSettings settings, Lanes lanes, PastRecords past) {
    this.settings = settings;
    this.lanes = lanes;
    this.past = past;
  }

  @Override
  public PCollection<Batch> expand(PCollection<HourlyOutcomes> outcomes) {
    return outcomes.apply(ParDo.of(new Write(settings, lanes, past))).setCoder(new BatchCoder());
  }

  private static final class Write extends DoFn<HourlyOutcomes, Batch> {
    private final WriteSettings settings;
    private final Lanes lanes;
    private final PastRecords past;
    private transient BatchWriter writer;
    private transient BoundedWindow window;

    Write(WriteSettings settings, Lanes lanes, PastRecords past) {
      this.settings = settings;
      this.lanes = lanes;
      this.past = past;
    }

    @Setup
    public void setup() {
      writer = new BatchWriter(settings, lanes, past, Clock.systemUTC());
    }

    @StartBundle
    public void start() throws IOException {
      writer.abandon(); // what a failed bundle left
    }

    @ProcessElement
    public void process(
        @Element HourlyOutcomes outcomes, BoundedWindow hour, OutputReceiver<Batch> batches)
        throws IOException {
      window = hour;
      for (Outcome outcome : outcomes) {
        writer.accept(outcome);
        if (writer.isFull()) {
          batches.output(writer.finish());
        }
      }
    }

    @FinishBundle
    public void finish(FinishBundleContext context) throws IOException {
      if (!writer.isEmpty()) {
        context.output(writer.finish(), window.maxTimestamp(), window);
      }
    }

    @Teardown
    public void teardown() throws IOException {
      if (writer != null) {
        writer.abandon();
      }
    }
  }
}
