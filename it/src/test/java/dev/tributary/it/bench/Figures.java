package dev.tributary.it.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a benchmark measured: printed as it comes, and kept as {@code target/bench/NAME.json}.
 * Copied to {@code docs/benchmarks}, the file is what the page of benchmarks is made from.
 */
public final class Figures {
  private final Path file;
  private final Map<String, Object> figures = new LinkedHashMap<>();

  /** Starts with machine, day and code, since no figure means anything without them. */
  public Figures(String benchmark) throws IOException {
    file = Files.createDirectories(target()).resolve(benchmark + ".json");
    put("cores", Runtime.getRuntime().availableProcessors());
    put("java", Runtime.version().toString());
    put("date", LocalDate.now(ZoneOffset.UTC).toString());
    put("commit", commit());
  }

  /** The checkout's commit; with -dirty where files differ from it, unknown without Git. */
  private static String commit() throws IOException {
    try {
      Process git =
          new ProcessBuilder("git", "describe", "--always", "--dirty", "--exclude=*")
              .redirectErrorStream(true)
              .start();
      String text = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return git.waitFor() == 0 ? text : "unknown";
    } catch (IOException noGit) {
      return "unknown";
    } catch (InterruptedException e) {
      throw new IOException("Interrupted while asking Git for the commit", e);
    }
  }

  private static Path target() {
    return Path.of(System.getProperty("tributary.checkout", ".."), "it", "target", "bench");
  }

  /** Adds one figure; its name says its unit. The file is complete after each. */
  public void put(String name, Object value) throws IOException {
    figures.put(name, value);
    System.out.printf("  %-58s %s%n", name, value);
    Files.write(
        file, new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(figures));
  }
}
