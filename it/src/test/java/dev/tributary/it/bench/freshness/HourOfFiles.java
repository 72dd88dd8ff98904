package dev.tributary.it.bench.freshness;

import dev.tributary.it.bench.Figures;
import dev.tributary.it.bench.Samples;
import dev.tributary.it.support.PrestoSql;
import dev.tributary.runners.processes.home.Endpoints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/**
 * A count over as many files as an hour of that load leaves. The files of the load's own time are
 * copied under new names until they are an hour's: files count here, not rows.
 */
final class HourOfFiles {
  private static final int ROUNDS = 5;

  /** Of one type of five, at 100 events a second. */
  private static final int ROWS_AN_HOUR = 20 * 3_600;

  private final Path lake;
  private final PrestoSql presto;
  private final Figures figures;

  HourOfFiles(Endpoints at, PrestoSql presto, Figures figures) {
    this.lake = at.lake();
    this.presto = presto;
    this.figures = figures;
  }

  void measure() throws Exception {
    long rows = presto.number("SELECT COUNT(*) FROM requestors");
    List<Path> made = files();
    int anHour = (int) (made.size() * (long) ROWS_AN_HOUR / rows);
    for (int i = 0; files().size() < anHour; i++) {
      for (Path file : made) {
        Files.copy(file, file.resolveSibling("0-copy-" + i + "-" + UUID.randomUUID() + ".parquet"));
      }
    }
    figures.put("hour files of one type", files().size());
    figures.put("hour first COUNT(*) s", seconds());
    var samples = new Samples();
    for (int i = 0; i < ROUNDS; i++) {
      samples.add(seconds());
    }
    figures.put("hour COUNT(*) FROM requestors, median s", samples.percentile(50));
    for (Path file : files()) {
      if (file.getFileName().toString().startsWith("0-copy-")) {
        Files.delete(file);
      }
    }
  }

  private double seconds() throws Exception {
    long start = System.nanoTime();
    presto.number("SELECT COUNT(*) FROM requestors");
    return (System.nanoTime() - start) / 1e9;
  }

  private List<Path> files() throws IOException {
    try (var all = Files.walk(lake.resolve("events/event_type=request_group"))) {
      return all.filter(file -> file.toString().endsWith(".parquet")).toList();
    }
  }
}
