package dev.tributary.ingest.keys;

import dev.tributary.schemas.rules.EventTypes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * The text of a file of write keys: a key a line, as {@code name key [rate=N] [types=a,b]
 * [operator]}; lines that begin with # and blank ones are skipped.
 */
final class KeyFile {
  private static final int MIN_KEY_LENGTH = 8;

  private KeyFile() {}

  /**
   * Reads the keys.
   *
   * @throws IllegalArgumentException naming the line and the rule, never the key
   */
  static List<WriteKey> parse(String text, LongSupplier nanoClock) {
    List<WriteKey> keys = new ArrayList<>();
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        keys.add(key(line, i + 1, nanoClock));
      }
    }
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("there must be at least one key in it");
    }
    return keys;
  }

  static byte[] hash(String key) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Cannot hash a key: every JDK has SHA-256", e);
    }
  }

  private static WriteKey key(String line, int number, LongSupplier nanoClock) {
    String[] parts = line.split("\\s+");
    if (parts.length < 2 || parts[1].length() < MIN_KEY_LENGTH) {
      throw wrong(
          number,
          "must be: name key [rate=N] [types=a,b] [operator], the key 8 characters or more");
    }
    double rate = 0;
    Set<String> types = Set.of();
    boolean operator = false;
    for (String part : Arrays.copyOfRange(parts, 2, parts.length)) {
      if (part.matches("rate=[0-9]{1,9}")) {
        rate = Double.parseDouble(part.substring("rate=".length()));
      } else if (part.startsWith("types=")) {
        types = types(part.substring("types=".length()), number);
      } else if (part.equals("operator")) {
        operator = true;
      } else {
        throw wrong(number, "has something that is neither rate=N nor types=a,b nor operator");
      }
    }
    return new WriteKey(parts[0], hash(parts[1]), types, rate, operator, nanoClock);
  }

  private static Set<String> types(String list, int number) {
    Set<String> types = Arrays.stream(list.split(",")).collect(Collectors.toSet());
    for (String type : types) {
      EventTypes.problem(type)
          .ifPresent(
              rule -> {
                throw wrong(number, "names an event type that " + rule + ": " + type);
              });
    }
    return types;
  }

  private static IllegalArgumentException wrong(int number, String rule) {
    return new IllegalArgumentException("line " + number + " " + rule);
  }
}
