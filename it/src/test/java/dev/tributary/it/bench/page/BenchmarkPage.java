package dev.tributary.it.bench.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.it.bench.Benchmark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code docs/benchmarks.md}, made from the files of figures in {@code docs/benchmarks}. {@code mvn
 * -q -Pbench -Dbench=page} writes it.
 */
public final class BenchmarkPage implements Benchmark {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final List<String> BEGIN =
      List.of(
          "# Benchmarks",
          "",
          "Each benchmark is one command, and writes its figures to `it/target/bench`. This page is"
              + " made from `docs/benchmarks/*.json` by `mvn -q -Pbench -Dbench=page`: copy a new"
              + " file of figures there first. Ratios hold on other machines too; absolute figures"
              + " belong to the machine. [How each figure is measured](benchmarks/method.md),"
              + " [what was tried, by date](benchmarks/history.md), [sizing](sizing.md).");

  private static final List<String> END =
      List.of(
          "## Without figures here",
          "`-Dbench=refusals`: the slowest answer without Kafka, at most 5 s. `-Dbench=reader`: the"
              + " reader of one lane behind a backlog. `-Dbench=contents`: every row and column"
              + " compared with what was sent. `-Dbench=scale`: the table in [sizing](sizing.md).");

  /** Writes the page of this checkout. */
  @Override
  public void run() throws IOException {
    Path docs = Path.of(System.getProperty("tributary.checkout", "..")).resolve("docs");
    Files.writeString(docs.resolve("benchmarks.md"), of(docs.resolve("benchmarks")));
  }

  /** The page's text. */
  static String of(Path folder) throws IOException {
    List<String> lines = new ArrayList<>(BEGIN);
    for (Section section : Sections.ALL) {
      lines.add("");
      Path file = folder.resolve(section.file() + ".json");
      JsonNode figures = JSON.readTree(Files.readAllBytes(file));
      lines.addAll(section.lines(figures));
    }
    lines.add("");
    lines.addAll(END);
    return String.join("\n", lines) + "\n";
  }
}
