package dev.tributary.ingest;

import dev.tributary.ingest.collect.RouteSettings;
import dev.tributary.ingest.publish.PublishSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * The service's settings, checked.
 *
 * @param host address to listen at
 * @param port port to listen at; 0 is any free one
 * @param readyFile written when the service is ready, if given
 * @param parentPid the process whose end ends the service, if given
 */
record IngestConfig(
    String host,
    int port,
    Optional<Path> readyFile,
    OptionalLong parentPid,
    PublishSettings publish,
    List<RouteSettings> routes) {

  /**
   * Reads the settings.
   *
   * @throws IllegalArgumentException naming all problems at once
   */
  static IngestConfig from(Properties given) {
    List<String> problems = new ArrayList<>();
    List<RouteSettings> routes = RouteSettings.DEFAULTS;
    List<String> topics =
        Stream.concat(Stream.of("events"), routes.stream().map(RouteSettings::topic))
            .distinct()
            .toList();
    int port = (int) number(given, "server.port", 5000, 65_535, problems);
    long parent = number(given, "tributary.parent", 0, Long.MAX_VALUE, problems);
    PublishSettings publish =
        new PublishSettings(
            given.getProperty("kafka.bootstrap-servers", "127.0.0.1:29092"),
            topics,
            4,
            (short) -1,
            Duration.ofMillis(4_000),
            Math.max(8L << 20, Runtime.getRuntime().maxMemory() / 8),
            Map.of());
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
    return new IngestConfig(
        given.getProperty("server.host", "0.0.0.0"),
        port,
        Optional.ofNullable(given.getProperty("tributary.ready.file")).map(Path::of),
        parent == 0 ? OptionalLong.empty() : OptionalLong.of(parent),
        publish,
        routes);
  }

  private static long number(
      Properties given, String key, long byDefault, long max, List<String> problems) {
    String text = given.getProperty(key);
    if (text == null) {
      return byDefault;
    }
    boolean digits = text.matches("[0-9]{1,18}");
    if (!digits || Long.parseLong(text) > max) {
      problems.add(key + " must be a number from 0 to " + max + ": " + text);
      return byDefault;
    }
    return Long.parseLong(text);
  }
}
