package dev.tributary.pipeline.audit;

import dev.tributary.pipeline.lake.files.Lake;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/** The IDs of topics that files' footers have. Many files have the same text. Thread safe. */
final class TopicIds {
  private static final String SCHEMA = "parquet.avro.schema";
  private static final int MOST = 1_000;

  private final Map<String, Map<String, String>> byText = new ConcurrentHashMap<>();

  /** The IDs by the topics' names; none where the footer does not say them. */
  Map<String, String> of(Map<String, String> footer) {
    String text = footer.get(SCHEMA);
    if (text == null) {
      return Map.of();
    }
    if (byText.size() > MOST) {
      byText.clear();
    }
    return byText.computeIfAbsent(text, TopicIds::parse);
  }

  private static Map<String, String> parse(String text) {
    Map<String, String> ids = new TreeMap<>();
    try {
      Object found = new Schema.Parser().parse(text).getObjectProp(Lake.TOPIC_IDS);
      if (found instanceof Map<?, ?> byTopic) {
        byTopic.forEach((topic, id) -> ids.put(String.valueOf(topic), String.valueOf(id)));
      }
    } catch (AvroRuntimeException noSchema) {
      return Map.of();
    }
    return new HashMap<>(ids);
  }
}
