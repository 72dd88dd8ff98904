package dev.tributary.it.faults;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;

/**
 * What the fault tests of this run found: printed when a JVM's tests are over, and as
 * target/faults.json. The JVMs that run tests side by side share the file; lines of an earlier run
 * of Maven go.
 */
public final class FaultTable implements TestExecutionListener {
  /** One fault; the names are those in the file. */
  private record Line(
      String run,
      String fault,
      int hits,
      long sent,
      long rows,
      @JsonProperty("deadLetters") long dead,
      long duplicates,
      long lost,
      long doubled,
      long acceptedLoss,
      boolean exact) {}

  private static final Path FILE = Path.of("target", "faults.json");
  private static final String RUN = System.getProperty("tributary.run", "");
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Adds a line to the file, so that a run that is interrupted leaves what it has. */
  static void add(String fault, int hits, Audit audit) {
    var line =
        new Line(
            RUN,
            fault,
            hits,
            audit.sent(),
            audit.rows(),
            audit.deadLetters(),
            audit.duplicates(),
            audit.lost(),
            audit.doubled(),
            audit.acceptedLoss(),
            audit.isExact());
    lines(List.of(line));
  }

  @Override
  public void testPlanExecutionFinished(TestPlan plan) {
    List<Line> lines = lines(List.of());
    if (lines.isEmpty()) {
      return;
    }
    String form = "%-58s %5s %7s %7s %6s %6s %5s %7s%n";
    System.out.printf(form, "fault", "hits", "sent", "rows", "dead", "dupl.", "lost", "doubled");
    for (Line line : lines) {
      System.out.printf(
          form,
          line.fault(),
          line.hits(),
          line.sent(),
          line.rows(),
          line.dead(),
          line.duplicates(),
          line.lost(),
          line.doubled());
    }
  }

  /** This run's lines, after these were added. */
  private static synchronized List<Line> lines(List<Line> added) {
    if (added.isEmpty() && !Files.exists(FILE)) {
      return List.of();
    }
    try (var channel =
            FileChannel.open(
                FILE,
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        var held = channel.lock()) {
      var lines = new ArrayList<Line>();
      if (held.isValid() && channel.size() > 0) {
        lines.addAll(
            JSON.readValue(
                Channels.newInputStream(channel).readAllBytes(), new TypeReference<>() {}));
      }
      lines.removeIf(line -> !RUN.equals(line.run()));
      lines.addAll(added);
      if (!added.isEmpty()) {
        channel.truncate(0);
        channel.write(
            ByteBuffer.wrap(JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(lines)), 0);
      }
      return lines;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot share " + FILE, e);
    }
  }
}
