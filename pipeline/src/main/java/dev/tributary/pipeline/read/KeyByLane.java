package dev.tributary.pipeline.read;

import dev.tributary.pipeline.lane.LaneSlice;
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
    extends PTransform<PCollection<LaneSlice>, PCollection<KV<String, LaneSlice>>> {
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
  public PCollection<KV<String, LaneSlice>> expand(PCollection<LaneSlice> records) {
    return records
        .apply(ParDo.of(new Key(keys)))
        .setCoder(KvCoder.of(StringUtf8Coder.of(), new LaneSlice.Coder()));
  }

  private static final class Key extends DoFn<LaneSlice, KV<String, LaneSlice>> {
    private final HashMap<String, String> keys;

    Key(HashMap<String, String> keys) {
      this.keys = keys;
    }

    @ProcessElement
    public void process(@Element LaneSlice records, OutputReceiver<KV<String, LaneSlice>> out) {
      out.output(KV.of(keys.get(records.lane()), records));
    }
  }
}
