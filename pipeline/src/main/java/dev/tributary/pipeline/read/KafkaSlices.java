package dev.tributary.pipeline.read;

import dev.tributary.ledger.kafka.KafkaClients;
import dev.tributary.ledger.record.Lane;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.PipelineRunner;
import org.apache.beam.sdk.io.Read;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.io.kafka.KafkaCheckpointMark;
import org.apache.beam.sdk.io.kafka.KafkaIO;
import org.apache.beam.sdk.io.kafka.KafkaRecord;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.runners.TransformHierarchy;
import org.apache.beam.sdk.transforms.resourcehints.ResourceHints;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * KafkaIO, as it reads lanes: what it takes for a record is a slice of a lane ({@link
 * SliceCutter}), since its consumers are {@link SliceConsumer}s. It starts at the group's positions
 * and never moves them. Of its consumer settings only the group is used: all others are {@link
 * KafkaClients}'s own, so that KafkaIO, which shows its settings, has none of the secrets.
 */
final class KafkaSlices {
  /** The runner of a pipeline that is only looked at. */
  private static final class NeverRuns extends PipelineRunner<PipelineResult> {
    @Override
    public PipelineResult run(Pipeline pipeline) {
      throw new IllegalStateException("Cannot run a pipeline that was made to be looked at");
    }
  }

  private final KafkaClients kafka;
  private final String group;
  private final List<Lane> lanes;

  KafkaSlices(KafkaClients kafka, String group, List<Lane> lanes) {
    this.kafka = kafka;
    this.group = group;
    this.lanes = lanes;
  }

  /**
   * KafkaIO's own source. It has no public constructor: it is what the transform expands to, in a
   * pipeline that never runs.
   */
  UnboundedSource<KafkaRecord<String, byte[]>, KafkaCheckpointMark> source() {
    PipelineOptions options = PipelineOptionsFactory.create();
    options.setRunner(NeverRuns.class); // KafkaIO asks for it, and a worker may have none
    var nothing = new TransformHierarchy(ResourceHints.create());
    Pipeline pipeline = Pipeline.forTransformHierarchy(nothing, options);
    pipeline.apply("KafkaIO", read());
    var found = new ArrayList<UnboundedSource<?, ?>>();
    pipeline.traverseTopologically(
        new Pipeline.PipelineVisitor.Defaults() {
          @Override
          public CompositeBehavior enterCompositeTransform(TransformHierarchy.Node node) {
            if (node.getTransform() instanceof Read.Unbounded<?> unbounded) {
              found.add(unbounded.getSource());
            }
            return CompositeBehavior.ENTER_TRANSFORM;
          }
        });
    if (found.size() != 1) {
      throw new IllegalStateException("Cannot find the source of KafkaIO: " + found);
    }
    return typed(found.get(0));
  }

  @SuppressWarnings("unchecked") // it gives what the transform gives
  private static UnboundedSource<KafkaRecord<String, byte[]>, KafkaCheckpointMark> typed(
      UnboundedSource<?, ?> source) {
    return (UnboundedSource<KafkaRecord<String, byte[]>, KafkaCheckpointMark>) source;
  }

  private KafkaIO.Read<String, byte[]> read() {
    KafkaClients access = kafka; // all that the function keeps
    var laneKeys = new HashMap<TopicPartition, String>();
    lanes.forEach(lane -> laneKeys.put(lane.topicPartition(), lane.key()));
    return KafkaIO.<String, byte[]>read()
        .withBootstrapServers(kafka.bootstrapServers())
        .withTopicPartitions(lanes.stream().map(Lane::topicPartition).toList())
        .withKeyDeserializer(StringDeserializer.class)
        .withValueDeserializer(ByteArrayDeserializer.class)
        .withConsumerConfigUpdates(Map.of(ConsumerConfig.GROUP_ID_CONFIG, group))
        .withConsumerFactoryFn(config -> consumer(access, config, laneKeys))
        .withProcessingTime();
  }

  /** Of the group that KafkaIO says: its second consumer, which asks for the ends, has its own. */
  private static Consumer<byte[], byte[]> consumer(
      KafkaClients kafka, Map<String, Object> config, Map<TopicPartition, String> laneKeys) {
    String group = (String) config.get(ConsumerConfig.GROUP_ID_CONFIG);
    return SliceConsumer.of(kafka.laneConsumer(group), laneKeys);
  }
}
