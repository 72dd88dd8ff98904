package dev.tributary.it.contents.system;

import dev.tributary.it.contents.form.Shipments;
import dev.tributary.it.contents.rule.DeclaredTypes;
import dev.tributary.it.contents.rule.Expected;
import dev.tributary.it.support.Await;
import dev.tributary.it.support.PrestoSql;
import dev.tributary.it.support.StartedPart;
import dev.tributary.runners.processes.home.Endpoints;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Sends events in every form into a system that runs, and compares the lake with them. Nobody else
 * may send meanwhile: all that comes after its begin must be its own.
 */
public final class ContentsRun {
  private static final Duration WITHOUT_ANY_MORE = Duration.ofSeconds(90);

  private final Endpoints system;
  private final Shipments shipments;
  private final Sent sent = new Sent();
  private final Findings findings;

  private ContentsRun(Endpoints system, Shipments shipments) {
    this.system = system;
    this.shipments = shipments;
    this.findings = new Findings(shipments);
  }

  /**
   * What a run came to.
   *
   * @param differences by form and in words; empty when the lake holds what was sent
   */
  public record Outcome(
      long sent,
      long rows,
      long deadLetters,
      long unsure,
      Duration sending,
      Duration reading,
      String differences) {}

  /**
   * Runs.
   *
   * @param seed decides what is sent
   * @param events how many at least
   * @param most events of one request
   */
  public static Outcome of(Endpoints system, long seed, long events, int most) throws Exception {
    var types = DeclaredTypes.in(StartedPart.checkout().root().resolve("schemas/events"));
    Instant base = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    return new ContentsRun(system, new Shipments(seed, base, types, most)).run(events);
  }

  private Outcome run(long events) throws Exception {
    String ofTheRun = sinceNow();
    long start = System.nanoTime();
    long count = new Sender(system.http(), system.kafka(), shipments, sent, findings).send(events);
    long end = System.nanoTime();
    var lake = new LakeReader(new PrestoSql(system.presto()), ofTheRun, shipments.types());
    awaitAll(lake);
    lake.rows(this::compare);
    lake.deadLetters(this::compare);
    sent.missing().forEach(place -> findings.add(place, "is not there"));
    return new Outcome(
        count,
        sent.rows(),
        sent.deadLetters(),
        sent.unsure(),
        Duration.ofNanos(end - start),
        Duration.ofNanos(System.nanoTime() - end),
        findings.text());
  }

  /** Until as much is there as must be; or nothing more comes, and what is missing is told. */
  private void awaitAll(LakeReader lake) {
    var last = new AtomicLong(-1);
    var since = new AtomicLong();
    Await.until(
        "all is there, or nothing more comes",
        Duration.ofHours(1),
        () -> {
          List<Long> counts = lake.counts();
          if (counts.get(0) >= sent.rows() && counts.get(1) >= sent.deadLetters()) {
            return true;
          }
          long all = counts.get(0) + counts.get(1);
          if (last.getAndSet(all) != all) {
            since.set(System.nanoTime());
          }
          return System.nanoTime() - since.get() > WITHOUT_ANY_MORE.toNanos();
        });
  }

  private void compare(LakeRow row) {
    Optional<Sent.Place> place = sent.take(row.keys());
    if (place.isEmpty()) {
      boolean again = sent.isTaken(row.keys());
      findings.addUnsent((again ? "a second row: " : "a row: ") + row.position() + " " + row.id());
      return;
    }
    Expected expected = shipments.expected(place.get().shipment(), place.get().index());
    if (expected instanceof Expected.Row wanted) {
      List<String> found = RowCheck.differences(wanted, row, shipments.types());
      if (!found.isEmpty()) {
        findings.add(place.get(), row.id() + ": " + String.join("; ", found));
      }
    } else {
      findings.add(place.get(), "must not be a row: " + row.id());
    }
  }

  private void compare(LakeReader.Dead dead) {
    Optional<Sent.Place> place = sent.take(List.of(Sent.Key.ofDeadLetter(dead.position())));
    if (place.isEmpty()) {
      findings.addUnsent("a dead letter: " + dead);
      return;
    }
    var expected =
        (Expected.Refused) shipments.expected(place.get().shipment(), place.get().index());
    boolean same = dead.raw().equals(expected.record().orElse(""));
    if (!same || !expected.codes().contains(dead.reason())) {
      findings.add(place.get(), "must be a dead letter of " + expected + ": " + dead);
    }
  }

  /** A condition in SQL for all records that are written from now on. */
  private String sinceNow() {
    var bytes = new ByteArrayDeserializer();
    Map<String, Object> config = Map.of("bootstrap.servers", system.kafka());
    try (var consumer = new KafkaConsumer<>(config, bytes, bytes)) {
      List<TopicPartition> lanes =
          List.of("events", "MessageHistory").stream()
              .flatMap(topic -> consumer.partitionsFor(topic).stream())
              .map(lane -> new TopicPartition(lane.topic(), lane.partition()))
              .toList();
      return consumer.endOffsets(lanes).entrySet().stream()
          .map(
              lane ->
                  String.format(
                      "kafka_topic = '%s' AND kafka_partition = %d AND kafka_offset >= %d",
                      lane.getKey().topic(), lane.getKey().partition(), lane.getValue()))
          .collect(Collectors.joining(" OR ", "(", ")"));
    }
  }
}
