package dev.tributary.pipeline.replay;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.ledger.kafka.InternalTopic;
import dev.tributary.ledger.kafka.KafkaClients;
import dev.tributary.ledger.kafka.PartitionRecords;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * The compacted topic {@code <name>.replays}: one mark for each position that was replayed. A mark
 * names the topic's id too, since a topic that is made again has the same positions.
 */
final class ReplayMarks {
  private static final int FORMAT = 1;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Set<String> marks = new HashSet<>();

  private ReplayMarks() {}

  /** The topic of the pipeline's marks. */
  static InternalTopic topic(String pipeline) {
    return new InternalTopic(pipeline + ".replays", Map.of("cleanup.policy", "compact"), Map.of());
  }

  /** No marks: nothing was ever replayed. */
  static ReplayMarks none() {
    return new ReplayMarks();
  }

  /** All marks that are committed now. */
  static ReplayMarks read(KafkaClients kafka, String pipeline) {
    var read = new ReplayMarks();
    var partition = new TopicPartition(topic(pipeline).name(), 0);
    try (var records = new PartitionRecords(kafka, partition)) {
      records.from(
          records.begin(),
          record -> read.marks.add(new String(record.key(), StandardCharsets.UTF_8)));
    }
    return read;
  }

  /** True when the dead letter was replayed. */
  boolean has(DeadLetter letter) {
    return marks.contains(key(letter));
  }

  /** Remembers it for this run. */
  void add(DeadLetter letter) {
    marks.add(key(letter));
  }

  /** The mark to write beside the replayed record. */
  static ProducerRecord<byte[], byte[]> mark(String pipeline, DeadLetter letter) {
    try {
      byte[] value =
          JSON.writeValueAsBytes(
              Map.of("format", FORMAT, "at", Instant.now().toString(), "reason", letter.reason()));
      return new ProducerRecord<>(
          topic(pipeline).name(), 0, key(letter).getBytes(StandardCharsets.UTF_8), value);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write a mark as JSON", e);
    }
  }

  private static String key(DeadLetter letter) {
    return letter.position() + "@" + letter.topicId();
  }
}
