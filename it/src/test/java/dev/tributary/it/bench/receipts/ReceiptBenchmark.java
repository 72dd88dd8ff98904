package dev.tributary.it.bench.receipts;

import dev.tributary.it.bench.Benchmark;
import dev.tributary.it.bench.Figures;
import dev.tributary.it.bench.ProcStat;
import dev.tributary.it.bench.Samples;
import dev.tributary.it.support.Await;
import dev.tributary.it.support.StartedPart;
import dev.tributary.it.support.TempHome;
import dev.tributary.ledger.kafka.KafkaClients;
import dev.tributary.ledger.kafka.TopicMaker;
import dev.tributary.ledger.read.LogAccess;
import dev.tributary.ledger.read.LogTopic;
import dev.tributary.ledger.record.LanePosition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Receipts of the ingest-service ({@code -Xmx256m}) beside a log of {@code -Dbench.commits=N}
 * commits of 4 lanes: of the last day at {@code -Dbench.rate=N} look-ups a second for {@code
 * -Dbench.seconds=N}, timed from when each was due; and of the whole year, one after the other.
 */
public final class ReceiptBenchmark implements Benchmark {
  private static final long COMMITS = Long.getLong("bench.commits", 1_000_000);
  private static final int RATE = Integer.getInteger("bench.rate", 1_000);
  private static final int SECONDS = Integer.getInteger("bench.seconds", 20);
  private static final int OLD = Integer.getInteger("bench.old", 200);
  private static final int LANES = 4;
  private static final int CLIENTS = 16;
  private static final long OF_LAST_DAY = 86_400;
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final HttpClient http = HttpClient.newHttpClient();
  private final Random random = new Random(2);

  @Override
  public void run() throws Exception {
    var figures = new Figures("receipts");
    figures.put("commits", COMMITS);
    try (TempHome home = TempHome.make();
        StartedPart kafka = StartedPart.kafka(home)) {
      long withoutKib = residentKib(home, kafka, "");
      long begin = System.nanoTime();
      writeLog(kafka);
      figures.put("seconds to write the log", seconds(begin));
      begin = System.nanoTime();
      try (StartedPart service = service(home, kafka, "bench")) {
        awaitState(service);
        figures.put("seconds from the start to the first receipt", seconds(begin));
        await(service, "tributary_receipts_following 1");
        measureDay(service, "the first look-ups of the last day", figures);
        measureDay(service, "the last day", figures);
        measureYear(service, figures);
        figures.put("resident_kib_more", ProcStat.of(service.pid()).residentKiB() - withoutKib);
        figures.put("bytes_of_commits", metric(service, "tributary_receipts_memory_bytes "));
      }
    }
  }

  private long residentKib(TempHome home, StartedPart kafka, String pipeline) throws Exception {
    try (StartedPart service = service(home, kafka, pipeline)) {
      return ProcStat.of(service.pid()).residentKiB();
    }
  }

  private static StartedPart service(TempHome home, StartedPart kafka, String pipeline)
      throws InterruptedException {
    return StartedPart.ingestService(
        home,
        kafka.address(),
        Map.of("receipts.pipeline", pipeline, "kafka.partitions", Integer.toString(LANES)));
  }

  private static void writeLog(StartedPart kafka) throws Exception {
    var clients = new KafkaClients(kafka.address(), "");
    var log = new LogAccess(clients, "bench", "");
    List<LanePosition> lanes = new ArrayList<>();
    try (var admin = clients.admin()) {
      new TopicMaker(admin).ensure(LogTopic.of(log));
      var events = admin.describeTopics(List.of("events")).allTopicNames().get().get("events");
      for (int partition = 0; partition < LANES; partition++) {
        lanes.add(new LanePosition("events", partition, events.topicId().toString(), 0, 0));
      }
    }
    new YearOfCommits(kafka.address(), log.topic(), lanes).write(COMMITS);
  }

  private void awaitState(StartedPart service) {
    Await.until(
        "a receipt is answered", PATIENCE, () -> get(service, newest()).contains("queryable"));
  }

  private static String newest() {
    return "events-0-" + (COMMITS * YearOfCommits.PER_LANE - 1);
  }

  private void await(StartedPart service, String metric) {
    Await.until(metric, PATIENCE, () -> metrics(service).contains(metric));
  }

  private void measureDay(StartedPart service, String name, Figures figures) throws Exception {
    var samples = new Samples();
    double cpu = ProcStat.of(service.pid()).cpuSeconds();
    long begin = System.nanoTime();
    var threads = Executors.newFixedThreadPool(CLIENTS);
    for (int i = 0; i < RATE * SECONDS; i++) {
      long due = begin + i * TimeUnit.SECONDS.toNanos(1) / RATE;
      LockSupport.parkNanos(due - System.nanoTime());
      String receipt = receipt(COMMITS - Math.min(COMMITS, OF_LAST_DAY), COMMITS);
      threads.execute(
          () -> {
            String answer = get(service, receipt);
            synchronized (samples) {
              samples.add(answer.contains("commit") ? millis(due) : Double.MAX_VALUE);
            }
          });
    }
    threads.shutdown();
    if (!threads.awaitTermination(5, TimeUnit.MINUTES)) {
      throw new IllegalStateException("Not all look-ups were answered");
    }
    double took = (System.nanoTime() - begin) / 1e9;
    figures.put(name + ": look-ups per second", Math.round(samples.size() / took));
    figures.put(name + ": p50 ms", samples.percentile(50));
    figures.put(name + ": p99 ms", samples.percentile(99));
    figures.put(
        name + ": CPU ms per look-up",
        (ProcStat.of(service.pid()).cpuSeconds() - cpu) * 1e3 / samples.size());
  }

  private void measureYear(StartedPart service, Figures figures) throws Exception {
    var samples = new Samples();
    for (int i = 0; i < OLD; i++) {
      String receipt = receipt(0, COMMITS - Math.min(COMMITS - 1, OF_LAST_DAY));
      long begin = System.nanoTime();
      if (!get(service, receipt).contains("\"commit\"")) {
        throw new IllegalStateException("No commit of " + receipt);
      }
      samples.add(millis(begin));
    }
    figures.put("of the year: p50 ms", samples.percentile(50));
    figures.put("of the year: p99 ms", samples.percentile(99));
    figures.put("of the year: slowest ms", samples.percentile(100));
  }

  private String receipt(long fromCommit, long toCommit) {
    long from = fromCommit * YearOfCommits.PER_LANE;
    long offset = from + random.nextLong((toCommit - fromCommit) * YearOfCommits.PER_LANE);
    return "events-" + random.nextInt(LANES) + "-" + offset;
  }

  private String get(StartedPart service, String receipt) {
    return body(service.address() + "/v1/receipts/" + receipt);
  }

  private String metrics(StartedPart service) {
    return body(service.address() + "/metrics");
  }

  private double metric(StartedPart service, String name) {
    return metrics(service)
        .lines()
        .filter(line -> line.startsWith(name))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length())))
        .findFirst()
        .orElseThrow();
  }

  private String body(String url) {
    try {
      var request = HttpRequest.newBuilder(URI.create(url)).build();
      return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static double millis(long sinceNanos) {
    return (System.nanoTime() - sinceNanos) / 1e6;
  }

  private static double seconds(long sinceNanos) {
    return Math.round((System.nanoTime() - sinceNanos) / 1e8) / 10.0;
  }
}
