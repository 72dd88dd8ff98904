package dev.tributary.it.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * The commit of one record, read from the log as anyone with Kafka's tools could: none of our code.
 *
 * @param at when it was written, as the log says it
 * @param files all files of the commit
 */
record CommitOf(long sequence, String at, List<String> files) {
  private static final TopicPartition LOG = new TopicPartition("tributary.commits", 0);

  /** Finds it in all of the log. */
  static CommitOf receipt(String receipt, String kafka) throws Exception {
    String[] parts = receipt.split("-");
    String lane = parts[1] + "-" + topicId(parts[0], kafka);
    long offset = Long.parseLong(parts[2]);
    Map<String, Object> config =
        Map.of("bootstrap.servers", kafka, "isolation.level", "read_committed");
    var text = new StringDeserializer();
    try (var consumer = new KafkaConsumer<>(config, text, text)) {
      consumer.assign(List.of(LOG));
      consumer.seekToBeginning(List.of(LOG));
      long end = consumer.endOffsets(List.of(LOG)).get(LOG);
      while (consumer.position(LOG) < end) {
        for (var record : consumer.poll(Duration.ofMillis(500))) {
          JsonNode commit = new ObjectMapper().readTree(record.value());
          JsonNode range = commit.path("batch").path("lanes").path(lane);
          if (range.path("from").asLong() <= offset && range.path("to").asLong() > offset) {
            return new CommitOf(
                commit.path("sequence").asLong(),
                commit.path("at").asText(),
                commit.path("batch").path("files").findValuesAsText("path"));
          }
        }
      }
    }
    throw new AssertionError("No commit has " + receipt);
  }

  private static String topicId(String topic, String kafka) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
      return admin
          .describeTopics(List.of(topic))
          .allTopicNames()
          .get()
          .get(topic)
          .topicId()
          .toString();
    }
  }
}
