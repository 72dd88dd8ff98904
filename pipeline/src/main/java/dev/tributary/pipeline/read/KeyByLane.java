package dev.tributary.pipeline.read;

import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/**
 * Gives each slice of a lane the lane as key. Element-wise; what follows is keyed, so a lane stays
 * on one worker, in order.
 */
public final class KeyByLane
    extends PTransform<PCollection<LaneRecords>, PCollection<KV<String, LaneRecords>>> {
  @Override
  public PCollection<KV<String, LaneRecords>> expand(PCollection<LaneRecords> records) {
    return records
        .apply(ParDo.of(new Key()))
        .setCoder(KvCoder.of(StringUtf8Coder.of(), new LaneRecords.Coder()));
  }

  private static final class Key extends DoFn<LaneRecords, KV<String, LaneRecords>> {
    @ProcessElement
    public void process(@Element LaneRecords records, OutputReceiver<KV<String, LaneRecords>> out) {
      out.output(KV.of(records.lane(), records));
    }
  }
}
