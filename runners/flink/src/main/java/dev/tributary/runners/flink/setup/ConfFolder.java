package dev.tributary.runners.flink.setup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A Flink configuration of ours, in a folder that is there for as long as Flink needs it. */
public record ConfFolder(Path folder) implements AutoCloseable {
  private static final String FILE = "flink-conf.yaml";

  /** Makes the folder; the lines are {@code key: value}. */
  public static ConfFolder make(List<String> lines) throws IOException {
    Path folder = Files.createTempDirectory("tributary-flink");
    write(folder, lines);
    return new ConfFolder(folder);
  }

  /** Writes a configuration into a folder that stays. */
  public static void write(Path folder, List<String> lines) throws IOException {
    Files.write(folder.resolve(FILE), lines);
  }

  @Override
  public void close() {
    folder.resolve(FILE).toFile().delete();
    folder.toFile().delete();
  }
}
