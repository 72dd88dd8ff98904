package dev.tributary.it.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a benchmark measured: printed as it comes, and kept as {@code target/bench/NAME.json}. */
public final class Figures {
  private final Path file;
  private final Map<String, Object> figures = new LinkedHashMap<>();

  /** Starts with the machine, since no figure means anything without it. */
  public Figures(String benchmark) throws IOException {
    file = Files.createDirectories(target()).resolve(benchmark + ".json");
    put("cores", Runtime.getRuntime().availableProcessors());
    put("java", Runtime.version().toString());
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
