package dev.tributary.ingest.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Settings by key, read with checks; all problems are kept and reported at once. */
public final class Settings {
  private final Map<String, String> values;
  private final List<String> problems = new ArrayList<>();

  /**
   * @param values by key; unknown keys are problems
   */
  public Settings(Map<String, String> values) {
    this.values = new TreeMap<>(values);
    for (String key : this.values.keySet()) {
      if (!KnownKeys.isKnown(key)) {
        problems.add(key + " is no setting: " + KnownKeys.nearest(key));
      }
    }
  }

  /** Notes a problem, to be reported with the others by {@link #check}. */
  public void problem(String line) {
    problems.add(line);
  }

  /**
   * Ends the reading.
   *
   * @throws IllegalArgumentException naming all problems
   */
  public void check() {
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
  }

  public String text(Option option) {
    return values.getOrDefault(option.key(), option.byDefault());
  }

  public Optional<String> optional(Option option) {
    return Optional.of(text(option)).filter(text -> !text.isEmpty());
  }

  /** A whole number within bounds. */
  public long number(Option option, long min, long max) {
    String text = text(option);
    if (text.matches("-?[0-9]{1,18}")) {
      long number = Long.parseLong(text);
      if (number >= min && number <= max) {
        return number;
      }
    }
    refuse(option, "must be a whole number from " + min + " to " + max);
    return min;
  }

  /** A duration as ISO 8601 within bounds. */
  public Duration duration(Option option, Duration min, Duration max) {
    try {
      Duration duration = Duration.parse(text(option));
      if (duration.compareTo(min) >= 0 && duration.compareTo(max) <= 0) {
        return duration;
      }
    } catch (DateTimeParseException no) {
      // reported below, with the rule
    }
    refuse(option, "must be an ISO 8601 duration from " + min + " to " + max);
    return min;
  }

  /** One of a closed set of words. */
  public <E extends Enum<E>> E choice(Option option, Class<E> words) {
    for (E word : words.getEnumConstants()) {
      if (word.name().equalsIgnoreCase(text(option))) {
        return word;
      }
    }
    String all = Arrays.toString(words.getEnumConstants()).toLowerCase(java.util.Locale.ROOT);
    refuse(option, "must be one of " + all);
    return words.getEnumConstants()[0];
  }

  /** A list: YAML's, or texts with commas between them. */
  public List<String> list(Option option) {
    List<String> all = new ArrayList<>();
    String inline = text(option);
    for (String part : inline.split(",")) {
      if (!part.isBlank()) {
        all.add(part.strip());
      }
    }
    for (int i = 0; values.containsKey(option.key() + "." + i); i++) {
      all.add(values.get(option.key() + "." + i));
    }
    return all;
  }

  /** A file that must be there. */
  public Optional<Path> file(Option option) {
    Optional<Path> file = optional(option).map(Path::of);
    if (file.isPresent() && !Files.isReadable(file.get())) {
      refuse(option, "must be a file that can be read");
    }
    return file;
  }

  /** All values under a prefix, by the rest of their key. */
  public Map<String, String> under(String prefix) {
    Map<String, String> found = new TreeMap<>();
    values.forEach(
        (key, value) -> {
          if (key.startsWith(prefix)) {
            found.put(key.substring(prefix.length()), value);
          }
        });
    return found;
  }

  private void refuse(Option option, String rule) {
    boolean secret = option == Option.TLS_PASSWORD;
    problems.add(option.key() + " " + rule + ": " + (secret ? "…" : text(option)));
  }
}
