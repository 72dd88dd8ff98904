package dev.tributary.pipeline.read;

import java.util.HashMap;
import java.util.Map;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.io.kafka.KafkaRecord;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.kafka.common.TopicPartition;

/**
 * Gives each record its lane as key, and drops what later stages don't need. Element-wise; what
 * follows is keyed, so a lane stays on one worker, in order.
 */
public final class KeyByLane
    extends PTransform<
        PCollection<KafkaRecord<byte[], byte[]>>, PCollection<KV<String, LaneRecord>>> {
  private final Lanes lanes;

  /** Keys records of these lanes. */
  public KeyByLane(Lanes lanes) {
    this.lanes = lanes;
  }

  @Override
  public PCollection<KV<String, LaneRecord>> expand(
      PCollection<KafkaRecord<byte[], byte[]>> records) {
    return records
        .apply(ParDo.of(new Key(lanes)))
        .setCoder(KvCoder.of(StringUtf8Coder.of(), new LaneRecord.Coder()));
  }

  private static final class Key extends DoFn<KafkaRecord<byte[], byte[]>, KV<String, LaneRecord>> {
    private static final byte[] NO_VALUE = {};

    private final Lanes lanes;
    private transient Map<TopicPartition, String> keys;
    private transient TopicPartition lastPartition;
    private transient String lastKey;

    Key(Lanes lanes) {
      this.lanes = lanes;
    }

    @Setup
    public void setup() {
      keys = new HashMap<>();
      lanes.all().forEach(lane -> keys.put(lane.topicPartition(), lane.key()));
    }

    @ProcessElement
    public void process(
        @Element KafkaRecord<byte[], byte[]> record, OutputReceiver<KV<String, LaneRecord>> out) {
      byte[] value = record.getKV().getValue();
      out.output(
          KV.of(
              keyOf(record.getTopic(), record.getPartition()),
              new LaneRecord(
                  record.getOffset(),
                  record.getTimestamp(),
                  value == null ? NO_VALUE : value,
                  ReplayHeader.read(record.getHeaders()))));
    }

    /** Records come in runs of one partition. */
    private String keyOf(String topic, int partition) {
      if (lastPartition == null
          || lastPartition.partition() != partition
          || !lastPartition.topic().equals(topic)) {
        lastPartition = new TopicPartition(topic, partition);
        lastKey = keys.get(lastPartition);
        if (lastKey == null) {
          throw new IllegalStateException(
              "Cannot place a record of " + lastPartition + ": this launch does not read it");
        }
      }
      return lastKey;
    }
  }
}
