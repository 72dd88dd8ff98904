package dev.tributary.it.faults;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;

/** What the fault tests of this run found: printed at the end, and as target/faults.json. */
public final class FaultTable implements TestExecutionListener {
  private record Line(String fault, int hits, Audit audit, boolean exact) {}

  private static final List<Line> LINES = new ArrayList<>();

  /** Adds a line and writes the file, so that a run that is interrupted leaves what it has. */
  static synchronized void add(String fault, int hits, Audit audit) {
    LINES.add(new Line(fault, hits, audit, audit.isExact()));
    try {
      Files.write(
          Path.of("target", "faults.json"),
          new ObjectMapper()
              .writerWithDefaultPrettyPrinter()
              .writeValueAsBytes(LINES.stream().map(FaultTable::json).toList()));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write target/faults.json", e);
    }
  }

  private static Map<String, Object> json(Line line) {
    var json = new LinkedHashMap<String, Object>();
    json.put("fault", line.fault());
    json.put("hits", line.hits());
    json.put("sent", line.audit().sent());
    json.put("rows", line.audit().rows());
    json.put("deadLetters", line.audit().deadLetters());
    json.put("duplicates", line.audit().duplicates());
    json.put("lost", line.audit().lost());
    json.put("doubled", line.audit().doubled());
    json.put("acceptedLoss", line.audit().acceptedLoss());
    json.put("exact", line.exact());
    return json;
  }

  @Override
  public void testPlanExecutionFinished(TestPlan plan) {
    if (LINES.isEmpty()) {
      return;
    }
    String form = "%-58s %5s %7s %7s %6s %6s %5s %7s%n";
    System.out.printf(form, "fault", "hits", "sent", "rows", "dead", "dupl.", "lost", "doubled");
    for (Line line : LINES) {
      Audit a = line.audit();
      System.out.printf(
          form,
          line.fault(),
          line.hits(),
          a.sent(),
          a.rows(),
          a.deadLetters(),
          a.duplicates(),
          a.lost(),
          a.doubled());
    }
  }
}
