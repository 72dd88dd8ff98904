package dev.tributary.runners.processes.home;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * Where a running system answers, each {@code host:port}; {@code DIR/endpoints.properties} while
 * all of it is up.
 *
 * @param lake the folder of the tables
 */
public record Endpoints(String http, String kafka, String metastore, String presto, Path lake) {
  /** The addresses of these ports on this machine. */
  public static Endpoints of(Ports ports, Home home) {
    return new Endpoints(
        address(ports.http()),
        address(ports.kafka()),
        address(ports.metastore()),
        address(ports.presto()),
        home.lake());
  }

  private static String address(int port) {
    return "127.0.0.1:" + port;
  }

  /** The file of a home. */
  public static Path file(Home home) {
    return home.folder().resolve("endpoints.properties");
  }

  /** What the file says, or empty when nothing is up. */
  public static Optional<Endpoints> read(Home home) throws IOException {
    var properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file(home))) {
      properties.load(reader);
    } catch (NoSuchFileException nothingIsUp) {
      return Optional.empty();
    }
    return Optional.of(
        new Endpoints(
            properties.getProperty("http"),
            properties.getProperty("kafka"),
            properties.getProperty("metastore"),
            properties.getProperty("presto"),
            Path.of(properties.getProperty("lake"))));
  }

  /** Writes the file at once: a reader sees all of it or nothing. */
  public void write(Home home) throws IOException {
    AtomicFile.write(
        file(home),
        List.of(
            "http=" + http,
            "kafka=" + kafka,
            "metastore=" + metastore,
            "presto=" + presto,
            "lake=" + lake.toString().replace("\\", "\\\\")));
  }

  /** Removes the file, if it is there. */
  public static void remove(Home home) throws IOException {
    Files.deleteIfExists(file(home));
  }
}
