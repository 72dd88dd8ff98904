package dev.tributary.ingest.config;

import io.helidon.config.Config;
import io.helidon.config.ConfigException;
import io.helidon.config.ConfigSources;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where settings come from: a YAML file, over it the environment, over it system properties. */
public final class SettingSources {
  private static final Pattern ROUTE =
      Pattern.compile("TRIBUTARY_INGEST_ROUTES_(\\d+)_(PATH|EVENT_TYPE|TOPIC|REPLY|OPEN)");
  private static final String KAFKA = "TRIBUTARY_INGEST_KAFKA_CLIENT_";
  private static final String TOPICS = "TRIBUTARY_INGEST_TOPICS_";
  private static final String ANY = "TRIBUTARY_INGEST_";

  private SettingSources() {}

  /**
   * Puts the sources together.
   *
   * @throws IllegalArgumentException when the file can't be read
   */
  public static Settings read(
      Optional<Path> file, Map<String, String> environment, Properties properties) {
    Map<String, String> values = new TreeMap<>();
    file.ifPresent(yaml -> values.putAll(yaml(yaml)));
    environment.forEach(
        (name, value) -> {
          if (name.startsWith(ANY)) {
            values.put(key(name), value);
          }
        });
    for (String name : properties.stringPropertyNames()) {
      if (KnownKeys.isKnown(name)) { // others share the namespace of system properties
        values.put(name, properties.getProperty(name));
      }
    }
    return new Settings(values);
  }

  private static Map<String, String> yaml(Path file) {
    if (!Files.isReadable(file)) {
      throw new IllegalArgumentException("the settings file can't be read: " + file);
    }
    try {
      Config config =
          Config.builder()
              .disableEnvironmentVariablesSource()
              .disableSystemPropertiesSource()
              .disableValueResolving()
              .addSource(ConfigSources.file(file))
              .build();
      Map<String, String> values = new TreeMap<>();
      config
          .asMap()
          .orElse(Map.of())
          .forEach((key, value) -> values.put(key.replace("~1", ".").replace("~0", "~"), value));
      return values;
    } catch (ConfigException broken) {
      Throwable cause = broken;
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }
      String reason = String.valueOf(cause.getMessage()).replaceAll("\\s+", " ");
      throw new IllegalArgumentException(
          "the settings file " + file + " must be YAML: " + reason, broken);
    }
  }

  /** The key that a variable sets; an unknown one stays as it is, and is reported as a problem. */
  private static String key(String variable) {
    Matcher route = ROUTE.matcher(variable);
    if (route.matches()) {
      String field = route.group(2).toLowerCase(Locale.ROOT).replace('_', '-');
      return "routes." + route.group(1) + "." + field;
    }
    if (variable.startsWith(KAFKA)) {
      return "kafka.client."
          + variable.substring(KAFKA.length()).toLowerCase(Locale.ROOT).replace('_', '.');
    }
    if (variable.startsWith(TOPICS)) {
      return "topics." + variable.substring(TOPICS.length()).toLowerCase(Locale.ROOT);
    }
    return Arrays.stream(Option.values())
        .filter(option -> option.variable().equals(variable))
        .map(Option::key)
        .findFirst()
        .orElse(variable);
  }
}
