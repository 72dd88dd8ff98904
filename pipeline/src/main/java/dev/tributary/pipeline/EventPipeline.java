package dev.tributary.pipeline;

import dev.tributary.ledger.record.Batch;
import dev.tributary.pipeline.commit.CommitBatches;
import dev.tributary.pipeline.decode.CommitLogPositions;
import dev.tributary.pipeline.decode.DecodeInLane;
import dev.tributary.pipeline.read.KeyByLane;
import dev.tributary.pipeline.read.ReadKafka;
import dev.tributary.pipeline.write.HourWindows;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.windowing.GlobalWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.PCollection;

/**
 * The one pipeline: Kafka records in, committed Parquet files out. The names of its stages are a
 * contract with running jobs' state: changing one needs an ADR.
 */
public final class EventPipeline {
  private EventPipeline() {}

  /** Builds the graph. Reads no options, files, environment or clock. */
  public static void build(Pipeline pipeline, EventPipelineSettings settings) {
    PCollection<Batch> batches =
        pipeline
            .apply(
                "ReadKafka",
                new ReadKafka(settings.lanes(), settings.readerGroup(), settings.readers()))
            .apply("KeyByLane", new KeyByLane(settings.shuffleKeys()))
            .apply(
                "DecodeInLane",
                new DecodeInLane(
                    settings.decoding(),
                    settings.lanes(),
                    new CommitLogPositions(settings.log(), settings.lanes(), settings.readFrom()),
                    settings.kafka()))
            .apply("WindowByHour", Window.into(new HourWindows()))
            .apply("WriteParquet", settings.batching().writing(settings));
    batches
        // Without this line the batches stay in hour windows, and Commit drops the late ones.
        .apply("BatchesInGlobalWindow", Window.into(new GlobalWindows()))
        .apply(
            "Commit",
            new CommitBatches(
                settings.history(), settings.hours(), settings.due(), settings.lanes()));
  }
}
