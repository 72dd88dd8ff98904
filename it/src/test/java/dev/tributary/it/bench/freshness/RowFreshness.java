package dev.tributary.it.bench.freshness;

import dev.tributary.it.bench.Figures;
import dev.tributary.it.bench.Samples;
import dev.tributary.it.support.PrestoSql;
import dev.tributary.runners.processes.home.Endpoints;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * From the 2xx of an event to the end of the first query that has its row; so the query's own time
 * is in it, and the wait for its turn too: queries run one after the other, without a pause. They
 * look at one of the five types, as somebody does who waits for an event.
 */
final class RowFreshness {
  private static final int A_SECOND = 100;
  private static final Duration WARM_UP = Duration.ofSeconds(30);
  private static final Duration MEASURED = Duration.ofSeconds(120);
  private static final Duration LATEST = Duration.ofSeconds(60);
  private static final DateTimeFormatter SQL =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

  private final Endpoints at;
  private final PrestoSql presto;
  private final Figures figures;

  RowFreshness(Endpoints at, PrestoSql presto, Figures figures) {
    this.at = at;
    this.presto = presto;
    this.figures = figures;
  }

  void measure() throws Exception {
    try (var load = HttpLoad.start(at.http(), A_SECOND)) {
      watch(load, WARM_UP);
      int warm = load.acknowledged().size();
      Map<String, Long> seen = watch(load, MEASURED);
      load.stop();
      Instant end = Instant.now().plus(LATEST);
      while (!hasAll(seen, load, warm) && Instant.now().isBefore(end)) {
        look(load.started(), seen);
      }
      report(load, warm, seen);
    }
  }

  private static boolean hasAll(Map<String, Long> seen, HttpLoad load, int from) {
    List<HttpLoad.Acknowledged> all = load.acknowledged();
    return all.subList(from, all.size()).stream()
        .filter(HttpLoad.Acknowledged::isWatched)
        .allMatch(event -> seen.containsKey(event.id()));
  }

  private Map<String, Long> watch(HttpLoad load, Duration time) throws Exception {
    Map<String, Long> seen = new HashMap<>();
    long end = System.nanoTime() + time.toNanos();
    long queries = 0;
    long start = System.nanoTime();
    while (System.nanoTime() < end) {
      look(Instant.now().minus(LATEST), seen);
      queries++;
    }
    if (time.equals(MEASURED)) {
      figures.put("freshness query, mean ms", (System.nanoTime() - start) / 1_000_000 / queries);
    }
    return seen;
  }

  private void look(Instant since, Map<String, Long> seen) throws Exception {
    List<List<String>> rows =
        presto.rows(
            "SELECT event_id FROM events WHERE event_type = '"
                + HttpLoad.WATCHED
                + "' AND received_at >= TIMESTAMP '"
                + SQL.format(since)
                + "'");
    long now = System.nanoTime();
    rows.forEach(row -> seen.putIfAbsent(row.get(0), now));
  }

  private void report(HttpLoad load, int warm, Map<String, Long> seen) throws Exception {
    long missing = 0;
    var waits = new Samples();
    List<HttpLoad.Acknowledged> measured =
        load.acknowledged().subList(warm, load.acknowledged().size());
    for (HttpLoad.Acknowledged event : measured) {
      if (!event.isWatched()) {
        continue;
      }
      Long at = seen.get(event.id());
      if (at == null) {
        missing++;
      } else {
        waits.add((at - event.nanos()) / 1e9);
      }
    }
    figures.put("freshness events at 100 a second", measured.size());
    figures.put("freshness events watched", waits.size());
    figures.put("freshness events without a row", missing);
    figures.put("freshness p50 s", waits.percentile(50));
    figures.put("freshness p99 s", waits.percentile(99));
    figures.put("freshness max s", waits.percentile(100));
  }
}
