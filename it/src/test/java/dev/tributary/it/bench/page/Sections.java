package dev.tributary.it.bench.page;

import static dev.tributary.it.bench.page.Target.atLeast;
import static dev.tributary.it.bench.page.Target.atMost;

import java.util.List;

/** The benchmarks of the page, their figures and their targets. */
final class Sections {
  private static final String SLOPE = " marginal CPU, µs an event";
  private static final String CPU = " CPU-s all in";

  static final List<Section> ALL =
      List.of(
          new Section(
              "The ingest-service",
              "ingest",
              "-Dbench=ingest",
              "Beside gunicorn + Flask, which also waits for Kafka; ratios say how many times better.",
              List.of(
                  Row.of("requests per second, 64 connections", "ingest_single_requests_per_s"),
                  Row.of("the same, times Flask's", "single_requests_ratio", atLeast(6)),
                  Row.of("CPU per request, times less", "single_cpu_ratio", atLeast(12)),
                  Row.of(
                      "events per second in batches of 100, times Flask's",
                      "batch_events_ratio",
                      atLeast(15)),
                  Row.of(
                      "one connection, p50, times shorter", "one_connection_p50_ratio", atLeast(1)),
                  Row.of("p99 at half of the peak, ms", "ingest_half_peak_p99_ms", atMost(20)),
                  Row.of(
                      "CPU per request with Kafka / without, same rate",
                      "kafka_cpu_ratio_same_rate",
                      atMost(1.6)))),
          new Section(
              "The pipeline's default settings",
              "pipeline-default",
              "-Dbench=pipeline -Dbench.peers=tributary-default,tributary-fast,flink",
              "Drains a topic; µs per event are the slope between two sizes, so without the start.",
              List.of(
                  Row.of("CPU per event, µs", "tributary-default" + SLOPE, atMost(10)),
                  Row.of("events per second, start included", "tributary-default events/s"),
                  Row.ratio(
                      "native Flink / the default, CPU per event",
                      "flink" + SLOPE,
                      "tributary-default" + SLOPE,
                      atLeast(0.6)))),
          new Section(
              "The pipeline and its peers",
              "pipeline",
              "-Dbench=pipeline",
              "With `--parquetWriter=fast`, deduplication on, parallelism 1, unless said.",
              List.of(
                  Row.of("CPU per event, µs", "tributary-fast" + SLOPE, atMost(10)),
                  Row.of(
                      "CPU per event without deduplication, µs",
                      "tributary-fast-no-dedupe" + SLOPE,
                      atMost(8)),
                  Row.ratio(
                      "parallelism 2 / 1, CPU per event",
                      "tributary-fast-two" + SLOPE,
                      "tributary-fast" + SLOPE,
                      atMost(1.15)),
                  peer("native Flink", "flink", SLOPE, 0.6),
                  Row.ratio(
                      "native Flink / without deduplication, CPU per event",
                      "flink" + SLOPE,
                      "tributary-fast-no-dedupe" + SLOPE,
                      atLeast(0.8)),
                  peer("stock Beam", "stock-beam", SLOPE, 2),
                  peer("Spark, one query", "spark-one", SLOPE, 2),
                  peer("the replaced design (Spark, a query per type)", "spark-each", CPU, 4),
                  Row.of(
                      "from `send` to a visible file, p50, s", "tributary-fast freshness p50 s"))),
          new Section(
              "Freshness",
              "freshness",
              "-Dbench=freshness",
              "`mvn -q -Pup` with its defaults, 100 events per second over HTTP.",
              List.of(
                  Row.of("from the 2xx to a row in Presto, p50, s", "freshness p50 s", atMost(2)),
                  Row.of("p99, s", "freshness p99 s", atMost(5)),
                  Row.of(
                      "watched events without a row", "freshness events without a row", atMost(0)),
                  Row.of(
                      "`SELECT COUNT(*)` over an hour of small files, s",
                      "hour COUNT(*) FROM requestors, median s",
                      atMost(5)),
                  Row.of("a commit, p50, ms", "commit p50 ms", atMost(50)),
                  Row.of(
                      "Direct runner, 10,000 records, s", "Direct runner, drained s", atMost(60)),
                  Row.of(
                      "first new row after `kill -9` with 5 million IDs, s",
                      "restart first new row after kill -9, s",
                      atMost(60)))),
          new Section(
              "Hostile clients",
              "hostile",
              "-Dbench=hostile",
              "Good clients send 1,000 requests per second meanwhile.",
              HostileRows.ALL),
          new Section(
              "The start",
              "start",
              "-Dbench=start",
              "`mvn -q -Pup` twice over one home, warm build.",
              List.of(
                  Row.of(
                      "first event accepted, new home, s",
                      "new home: first event taken, s from Maven's start",
                      atMost(25)),
                  Row.of(
                      "first question answered, new home, s",
                      "new home: first question answered, s",
                      atMost(90)),
                  Row.of("idle, % of a core", "idle, all, % of a core", atMost(15)),
                  Row.of("idle, MiB resident", "idle, all, MiB resident", atMost(3072)))),
          new Section(
              "The memory of IDs",
              "ids",
              "-Dbench=ids",
              "Live heap after a collection, embedded Flink, heap state backend.",
              List.of(
                  Row.of(
                      "heap per ID, 10 million IDs, bytes",
                      "filesystem, 10 million ids: heap bytes an id"),
                  Row.of(
                      "heap per ID, 1 million IDs, bytes",
                      "filesystem, 1 million ids: heap bytes an id"),
                  Row.of(
                      "checkpoint per ID, 10 million IDs, bytes",
                      "filesystem, 10 million ids: checkpoint bytes an id"))));

  private Sections() {}

  private static Row peer(String what, String peer, String figure, double times) {
    String label = what + " / ours, CPU " + (figure.equals(CPU) ? "all in" : "per event");
    return Row.ratio(label, peer + figure, "tributary-fast" + figure, atLeast(times));
  }
}
