package dev.tributary.pipeline.read;

import dev.tributary.pipeline.kafka.KafkaAccess;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import org.apache.beam.sdk.io.kafka.KafkaIO;
import org.apache.beam.sdk.io.kafka.KafkaRecord;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The records of all lanes as bytes. Unbounded, global window. It starts at the reader group's
 * positions, which the launch sets, and never moves them: a position that is gone fails the job, so
 * that nothing is skipped in silence.
 */
public final class ReadKafka extends PTransform<PBegin, PCollection<KafkaRecord<byte[], byte[]>>> {
  private final KafkaAccess kafka;
  private final Lanes lanes;
  private final String readerGroup;

  /** Reads the lanes as the group. */
  public ReadKafka(KafkaAccess kafka, Lanes lanes, String readerGroup) {
    this.kafka = kafka;
    this.lanes = lanes;
    this.readerGroup = readerGroup;
  }

  @Override
  public PCollection<KafkaRecord<byte[], byte[]>> expand(PBegin begin) {
    Map<String, Object> config = new HashMap<>(kafka.clientSettings());
    config.put("group.id", readerGroup);
    config.put("enable.auto.commit", false);
    config.put("auto.offset.reset", "none");
    config.put("max.partition.fetch.bytes", 16 * 1024 * 1024);
    return begin.apply(
        KafkaIO.<byte[], byte[]>read()
            .withBootstrapServers(kafka.bootstrapServers())
            .withTopicPartitions(
                lanes.all().stream()
                    .map(Lane::topicPartition)
                    .sorted(Comparator.comparing(TopicPartition::toString))
                    .toList())
            .withKeyDeserializer(ByteArrayDeserializer.class)
            .withValueDeserializer(ByteArrayDeserializer.class)
            .withReadCommitted()
            .withConsumerConfigUpdates(config));
  }
}
