package dev.tributary.pipeline.read;

import dev.tributary.pipeline.lane.LaneRecords;
import dev.tributary.pipeline.lane.ShuffleKeys;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/**
 * Gives each slice of a lane the lane's key. Element-wise; what follows is keyed, so a lane stays
 * on one worker, in order.
 */
public final class KeyByLane
    extends PTransform<PCollection<LaneRecords>, PCollection<KV<String, LaneRecords>>> {
  private final HashMap<String, String> keys;

  /**
   * Keys by lane.
   *
   * @param keys the {@link ShuffleKeys}, by lane key
   */
  public KeyByLane(Map<String, String> keys) {
    this.keys = new HashMap<>(keys);
    if (Set.copyOf(keys.values()).size() != keys.size()) {
      throw new IllegalArgumentException("Cannot key lanes: two of them share a key: " + keys);
    }
  }

  @Override
  public PCollection<KV<String, LaneRecords>> expand(PCollection<LaneRecords> records) {
    return records
        .apply(ParDo.of(new Key(keys)))
        .setCoder(KvCoder.of(StringUtf8Coder.of(), new LaneRecords.Coder()));
  }

  private static final class Key extends DoFn<LaneRecords, KV<String, LaneRecords>> {
    private final HashMap<String, String> keys;

    Key(HashMap<String, String> keys) {
      this.keys = keys;
    }

    @ProcessElement
    public void process(@Element LaneRecords records, OutputReceiver<KV<String, LaneRecords>> out) {
      out.output(KV.of(keys.get(records.lane()), records));
    }
  }
}
