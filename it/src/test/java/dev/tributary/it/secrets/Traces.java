package dev.tributary.it.secrets;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Tokens and passwords that were found, by the place where they were. */
final class Traces {
  private final String password;
  private final Map<String, Set<String>> byPlace = new TreeMap<>();
  private final Map<String, Long> bytes = new TreeMap<>();

  /**
   * @param password a text to look for beside tokens
   */
  Traces(String password) {
    this.password = password;
  }

  /** What was found, by place. */
  Map<String, Set<String>> byPlace() {
    return byPlace;
  }

  /** How many bytes were looked at, by kind of place. */
  Map<String, Long> bytes() {
    return bytes;
  }

  void in(String kind, String place, String text) {
    bytes.merge(kind, (long) text.length(), Long::sum);
    for (String beginning : Token.beginnings()) {
      for (int at = text.indexOf(beginning); at >= 0; at = text.indexOf(beginning, at + 1)) {
        found(kind, place, Token.at(text, at).text());
      }
    }
    if (text.contains(password)) {
      found(kind, place, password);
    }
  }

  private void found(String kind, String place, String what) {
    byPlace.computeIfAbsent(kind + " " + place, each -> new TreeSet<>()).add(what);
  }

  /** All files under the folder, as bytes. */
  void inFiles(Path folder, Set<Path> leftOut) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        boolean isOffsets = file.toString().endsWith("index"); // Kafka's, empty megabytes
        if (!isOffsets && leftOut.stream().noneMatch(file::startsWith)) {
          String place = folder.relativize(file).toString();
          byte[] content = Files.readAllBytes(file);
          in("file", place, new String(content, StandardCharsets.ISO_8859_1));
        }
      }
    }
  }

  /** All columns of all rows, as DuckDB reads them. */
  void inRows(Path lake, String table) throws Exception {
    try (var duck = DriverManager.getConnection("jdbc:duckdb:");
        var statement = duck.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT CAST(t AS VARCHAR) FROM read_parquet('%s/%s/**/*.parquet',"
                        .formatted(lake, table)
                    + " union_by_name=true) t")) {
      while (rows.next()) {
        in("row", table, rows.getString(1));
      }
    }
  }

  /** All records of all topics, Kafka's own too. */
  void inTopics(String kafka) throws Exception {
    Map<String, Object> config = Map.of("bootstrap.servers", kafka);
    var read = new ByteArrayDeserializer();
    try (var admin = Admin.create(config);
        var consumer = new KafkaConsumer<>(config, read, read)) {
      var names = admin.listTopics(new ListTopicsOptions().listInternal(true)).names().get();
      List<TopicPartition> partitions = new ArrayList<>();
      admin
          .describeTopics(names)
          .allTopicNames()
          .get()
          .forEach(
              (name, topic) ->
                  topic
                      .partitions()
                      .forEach(p -> partitions.add(new TopicPartition(name, p.partition()))));
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        for (var record : consumer.poll(Duration.ofMillis(500))) {
          inRecord(record);
        }
      }
    }
  }

  private void inRecord(ConsumerRecord<byte[], byte[]> record) {
    var text = new StringBuilder(text(record.key())).append(' ').append(text(record.value()));
    for (var header : record.headers()) {
      text.append(' ').append(header.key()).append(' ').append(text(header.value()));
    }
    in("record", record.topic(), text.toString());
  }

  private static String text(byte[] bytes) {
    return bytes == null ? "" : new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
