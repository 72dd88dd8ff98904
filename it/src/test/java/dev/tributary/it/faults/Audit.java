package dev.tributary.it.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/**
 * The lake, counted by a program that knows nothing of the pipeline (DuckDB), against what Kafka
 * has acknowledged.
 *
 * @param sent records acknowledged
 * @param inKafka records that the topics hold; more than sent when an answer went missing
 * @param lost records that are neither row, dead letter, nor duplicate
 * @param doubled rows too many: two of one position or of one id, or a position with two ends
 * @param wrong records with another end than their form must have, rows in another hour's folder
 */
public record Audit(
    long sent,
    long inKafka,
    long rows,
    long deadLetters,
    long duplicates,
    long acceptedLoss,
    long lost,
    long doubled,
    long wrong) {

  /** True when every record has exactly one end, the right one. */
  public boolean isExact() {
    return lost == 0
        && doubled == 0
        && wrong == 0
        && rows + deadLetters + duplicates + acceptedLoss == inKafka;
  }

  public static Audit of(World world, List<Sent> sent) throws Exception {
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:")) {
      return new Counting(world, sent, duck).audit();
    }
  }

  private record Counting(World world, List<Sent> sent, Connection duck) {
    Audit audit() throws Exception {
      CommitRecords log = CommitRecords.read(world);
      Table events = Table.read(duck, world, "events", "*/*/*");
      Table deadLetters = Table.read(duck, world, "dead_letters", "*");
      Set<Sent.Position> duplicates = log.positions("duplicates");
      duplicates.addAll(log.positions("conflicts"));
      Map<TopicPartition, Long> ends = world.ends();
      Map<Sent.Position, Integer> found = new HashMap<>();
      for (Set<Sent.Position> one : List.of(events.at, deadLetters.at, duplicates)) {
        one.forEach(position -> found.merge(position, 1, Integer::sum));
      }
      long inKafka = ends.values().stream().mapToLong(Long::longValue).sum();
      long acceptedLoss = log.sum("lost");
      return new Audit(
          sent.size(),
          inKafka,
          events.rows,
          deadLetters.rows,
          log.sum("duplicates") + log.sum("conflicts"),
          acceptedLoss,
          missing(ends, found.keySet()) - acceptedLoss,
          doubled(events, deadLetters, found),
          wrong(events, deadLetters, duplicates));
    }

    private long missing(Map<TopicPartition, Long> ends, Set<Sent.Position> found) {
      long missing = 0;
      for (var end : ends.entrySet()) {
        for (long offset = 0; offset < end.getValue(); offset++) {
          if (!found.contains(
              new Sent.Position(end.getKey().topic(), end.getKey().partition(), offset))) {
            missing++;
          }
        }
      }
      return missing
          + sent.stream()
              .filter(
                  each ->
                      each.offset() >= ends.get(new TopicPartition(each.topic(), each.partition())))
              .count();
    }

    private static long doubled(
        Table events, Table deadLetters, Map<Sent.Position, Integer> found) {
      return events.rows
          - events.at.size()
          + events.rows
          - events.ids
          + deadLetters.rows
          - deadLetters.at.size()
          + found.values().stream().filter(ways -> ways > 1).count();
    }

    private long wrong(Table events, Table deadLetters, Set<Sent.Position> duplicates) {
      Map<String, Long> idsSent =
          sent.stream()
              .filter(each -> each.id() != null)
              .collect(Collectors.groupingBy(Sent::id, Collectors.counting()));
      long wrong = events.misplaced;
      for (Sent each : sent) {
        boolean right =
            switch (each.form()) {
              case MALFORMED -> deadLetters.at.contains(each.position());
              case OLD_SHAPE -> events.at.contains(each.position());
              case EVENT, LATE, DUPLICATE ->
                  events.at.contains(each.position())
                      || idsSent.get(each.id()) > 1 && duplicates.contains(each.position());
            };
        wrong += right ? 0 : 1;
      }
      return wrong;
    }
  }

  /** One table's files. */
  private static final class Table {
    private final Set<Sent.Position> at = new HashSet<>();
    private long rows;

    /** Distinct ids; one made of its record's position stands for that record alone. */
    private long ids;

    private long misplaced;

    static Table read(Connection duck, World world, String name, String folders)
        throws SQLException, IOException {
      var table = new Table();
      if (!hasFiles(world, name)) {
        return table;
      }
      String files =
          "read_parquet('%s/%s/%s/*.parquet', hive_partitioning=true, hive_types_autocast=false,"
                  .formatted(world.lake(), name, folders)
              + " union_by_name=true)";
      try (var statement = duck.createStatement()) {
        try (var found =
            statement.executeQuery(
                "SELECT kafka_topic, kafka_partition, kafka_offset FROM " + files)) {
          while (found.next()) {
            table.at.add(new Sent.Position(found.getString(1), found.getInt(2), found.getLong(3)));
            table.rows++;
          }
        }
        if (name.equals("events")) {
          try (var counts =
              statement.executeQuery(
                  "SELECT count(DISTINCT event_id) FILTER (event_id <> made) + count(*) FILTER"
                      + " (event_id = made), count(*) FILTER (strftime(event_time, '%Y-%m-%d %H')"
                      + " <> dt || ' ' || hour) FROM (SELECT *, concat_ws('-', kafka_topic,"
                      + " kafka_partition, kafka_offset) AS made FROM "
                      + files
                      + ")")) {
            counts.next();
            table.ids = counts.getLong(1);
            table.misplaced = counts.getLong(2);
          }
        }
      }
      return table;
    }

    private static boolean hasFiles(World world, String name) throws IOException {
      if (!Files.isDirectory(world.lake().resolve(name))) {
        return false;
      }
      try (var all = Files.walk(world.lake().resolve(name))) {
        return all.anyMatch(file -> file.toString().endsWith(".parquet"));
      }
    }
  }
}
