package dev.tributary.it.faults;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;

/**
 * The lake, counted by a program that knows nothing of the pipeline (DuckDB), against what Kafka
 * has acknowledged.
 *
 * @param sent records acknowledged
 * @param inKafka records that the topics hold; more than sent when an answer went missing
 * @param lost records that are neither row, dead letter, nor duplicate
 * @param doubled rows too many: two of one position or of one id, or a position with two ends
 * @param wrong records with another end than their form must have
 * @param unequal the positions of rows and dead letters that do not hold what was sent, and how;
 *     and the files that the commit log and the lake's folders do not both have
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
    long wrong,
    List<String> unequal) {

  /** True when every record has exactly one end, the right one, with what was sent. */
  public boolean isExact() {
    return lost == 0
        && doubled == 0
        && wrong == 0
        && unequal.isEmpty()
        && rows + deadLetters + duplicates + acceptedLoss == inKafka;
  }

  public static Audit of(PipelineFixture world, List<Sent> sent) throws Exception {
    CommitRecords log = CommitRecords.read(world);
    Set<Sent.Position> duplicates = log.duplicates();
    long counted = log.sum("duplicates");
    var logged =
        new Logged(world.ends(), TopicValues.keys(world), duplicates, counted, log.sum("lost"));
    return of(world.lake(), sent, logged).with(ValidFiles.differences(world));
  }

  /**
   * What Kafka tells.
   *
   * @param ends where each partition ends
   * @param keys how many records it holds of each event id: one whose answer went missing is
   *     nowhere else
   * @param duplicates where those are that the commit log lists
   * @param counted how many it counts
   * @param acceptedLoss how many records an operator accepted as lost
   */
  record Logged(
      Map<TopicPartition, Long> ends,
      Map<String, Long> keys,
      Set<Sent.Position> duplicates,
      long counted,
      long acceptedLoss) {}

  static Audit of(Path lake, List<Sent> sent, Logged log) throws SQLException, IOException {
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:")) {
      return new Counting(
              sent,
              log,
              LakeRows.read(duck, lake, LakeRows.Table.EVENTS),
              LakeRows.read(duck, lake, LakeRows.Table.DEAD_LETTERS))
          .audit();
    }
  }

  private Audit with(List<String> differences) {
    List<String> all = Stream.concat(unequal.stream(), differences.stream()).toList();
    return new Audit(
        sent, inKafka, rows, deadLetters, duplicates, acceptedLoss, lost, doubled, wrong, all);
  }

  private record Counting(List<Sent> sent, Logged log, LakeRows events, LakeRows deadLetters) {
    Audit audit() {
      Map<Sent.Position, Integer> found = new HashMap<>();
      for (Set<Sent.Position> one :
          List.of(events.positions(), deadLetters.positions(), log.duplicates())) {
        one.forEach(position -> found.merge(position, 1, Integer::sum));
      }
      Map<Sent.Position, String> md5s =
          sent.stream().collect(Collectors.toMap(Sent::position, Sent::md5));
      long inKafka = log.ends().values().stream().mapToLong(Long::longValue).sum();
      return new Audit(
          sent.size(),
          inKafka,
          events.rows(),
          deadLetters.rows(),
          log.counted(),
          log.acceptedLoss(),
          missing(log.ends(), found.keySet()) - log.acceptedLoss(),
          doubled(found),
          wrong(),
          Stream.of(events.differences(), events.unlike(md5s), deadLetters.unlike(md5s))
              .flatMap(List::stream)
              .toList());
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

    private long doubled(Map<Sent.Position, Integer> found) {
      return events.tooMany()
          + deadLetters.tooMany()
          + found.values().stream().filter(ways -> ways > 1).count();
    }

    private long wrong() {
      Map<String, Long> idsSent =
          sent.stream()
              .filter(each -> each.id() != null)
              .collect(Collectors.groupingBy(Sent::id, Collectors.counting()));
      long wrong = 0;
      for (Sent each : sent) {
        boolean right =
            switch (each.form()) {
              case MALFORMED -> deadLetters.positions().contains(each.position());
              case OLD_SHAPE -> events.positions().contains(each.position());
              case EVENT, LATE, DUPLICATE ->
                  events.positions().contains(each.position())
                      || log.duplicates().contains(each.position())
                          && Math.max(
                                  idsSent.get(each.id()), log.keys().getOrDefault(each.id(), 0L))
                              > 1;
            };
        wrong += right ? 0 : 1;
      }
      return wrong;
    }
  }
}
