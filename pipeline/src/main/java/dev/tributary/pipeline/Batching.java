package dev.tributary.pipeline;

import dev.tributary.ledger.record.Batch;
import dev.tributary.pipeline.outcome.HourlyOutcomes;
import dev.tributary.pipeline.read.PastKafkaRecords;
import dev.tributary.pipeline.write.WriteParquet;
import dev.tributary.pipeline.write.WriteTimed;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;

/** When a batch ends. */
public enum Batching {
  /** With the runner's bundle: Flink's form, whose bundles end by time. */
  BUNDLE {
    @Override
    PTransform<PCollection<HourlyOutcomes>, PCollection<Batch>> writing(
        EventPipelineSettings settings) {
      return new WriteParquet(
          settings.writing(), settings.lanes(), new PastKafkaRecords(settings.kafka()));
    }
  },
  /** By time, over all bundles of the JVM: for the Direct runner, whose bundles hold 10 slices. */
  TIMED {
    @Override
    PTransform<PCollection<HourlyOutcomes>, PCollection<Batch>> writing(
        EventPipelineSettings settings) {
      return new WriteTimed(
          settings.writing(),
          settings.lanes(),
          settings.log(),
          settings.metastore(),
          settings.flushInterval());
    }
  };

  /** The stage that turns outcomes into batches. */
  abstract PTransform<PCollection<HourlyOutcomes>, PCollection<Batch>> writing(
      EventPipelineSettings settings);
}
