package dev.tributary.pipeline.topics;

import dev.tributary.ledger.kafka.InternalTopic;
import dev.tributary.ledger.kafka.TopicMaker;
import dev.tributary.ledger.record.Lane;
import dev.tributary.pipeline.lane.Lanes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** The topics of events, asked and made through Kafka's admin client. */
public final class EventTopics {
  private static final int PARTITIONS = 4;
  private static final Map<String, String> CONFIG =
      Map.of("message.timestamp.type", "LogAppendTime", "max.message.bytes", "2097152");

  private final Admin admin;

  /** Asks by the client, which the caller closes. */
  public EventTopics(Admin admin) {
    this.admin = admin;
  }

  /** Makes missing topics as the contract says: 4 partitions, stamped by the broker. */
  public void ensure(List<String> topics) throws ExecutionException, InterruptedException {
    Set<String> there = admin.listTopics().names().get();
    for (String topic : topics) {
      if (!there.contains(topic)) {
        new TopicMaker(admin)
            .make(new NewTopic(topic, Optional.of(PARTITIONS), Optional.empty()).configs(CONFIG));
      }
    }
  }

  /** Makes a topic of our own when it is missing, and refuses one that is not as it must be. */
  public void ensure(InternalTopic topic) throws ExecutionException, InterruptedException {
    new TopicMaker(admin).ensure(topic);
  }

  /** The lanes of the topics, as they are now. */
  public Lanes lanes(List<String> topics) throws ExecutionException, InterruptedException {
    var lanes = new ArrayList<Lane>();
    admin
        .describeTopics(topics)
        .allTopicNames()
        .get()
        .forEach(
            (topic, description) ->
                description
                    .partitions()
                    .forEach(
                        partition ->
                            lanes.add(
                                new Lane(
                                    topic,
                                    partition.partition(),
                                    description.topicId().toString()))));
    return new Lanes(lanes);
  }

  /** The first offset that each lane's partition still holds. */
  public Map<Lane, Long> starts(List<Lane> lanes) throws ExecutionException, InterruptedException {
    Map<Lane, OffsetSpec> asked = new HashMap<>();
    lanes.forEach(lane -> asked.put(lane, OffsetSpec.earliest()));
    return offsets(asked);
  }

  /** The offset after the last record of each lane's partition, also of an open transaction. */
  public Map<Lane, Long> ends(List<Lane> lanes) throws ExecutionException, InterruptedException {
    Map<Lane, OffsetSpec> asked = new HashMap<>();
    lanes.forEach(lane -> asked.put(lane, OffsetSpec.latest()));
    return offsets(asked);
  }

  /** The first offset at or after each time (ms since the epoch); none where there is none. */
  public Map<Lane, Long> offsetsAt(Map<Lane, Long> times)
      throws ExecutionException, InterruptedException {
    Map<Lane, OffsetSpec> asked = new HashMap<>();
    times.forEach((lane, millis) -> asked.put(lane, OffsetSpec.forTimestamp(millis)));
    Map<Lane, Long> found = offsets(asked);
    found.values().removeIf(offset -> offset < 0);
    return found;
  }

  private Map<Lane, Long> offsets(Map<Lane, OffsetSpec> asked)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> specs = new HashMap<>();
    asked.forEach((lane, spec) -> specs.put(lane.topicPartition(), spec));
    Map<TopicPartition, ListOffsetsResultInfo> answers = admin.listOffsets(specs).all().get();
    Map<Lane, Long> offsets = new HashMap<>();
    asked.keySet().forEach(lane -> offsets.put(lane, answers.get(lane.topicPartition()).offset()));
    return offsets;
  }
}
