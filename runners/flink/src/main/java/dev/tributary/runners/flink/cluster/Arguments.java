package dev.tributary.runners.flink.cluster;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A command line of {@code --name=value}, checked against what there is. Not thread safe. */
public final class Arguments {
  private final Map<String, String> values = new HashMap<>();
  private final List<String> problems = new ArrayList<>();

  /**
   * Reads the words. One without {@code =value} means {@code true}.
   *
   * @param defaults each option that there is, with its default
   */
  public Arguments(List<String> words, Map<String, String> defaults) {
    for (String word : words) {
      String[] option = word.split("=", 2);
      String name = option[0].startsWith("--") ? option[0].substring(2) : "";
      boolean isFlag = List.of("true", "false").contains(defaults.getOrDefault(name, ""));
      if (!defaults.containsKey(name) || option.length < 2 && !isFlag) {
        problems.add("unknown option " + word + ", the options are " + names(defaults));
      } else if (values.put(name, option.length < 2 ? "true" : option[1]) != null) {
        problems.add("--" + name + " is given twice");
      }
    }
    defaults.forEach(values::putIfAbsent);
  }

  private static List<String> names(Map<String, String> defaults) {
    return defaults.keySet().stream().sorted().map(name -> "--" + name + "=…").toList();
  }

  /** The value as text. */
  public String text(String name) {
    return values.get(name);
  }

  /** The value as text that must not be blank. */
  public String named(String name, String rule) {
    if (values.get(name).isBlank()) {
      problem("--" + name + " " + rule);
    }
    return values.get(name);
  }

  /** The value as a number in the range. */
  public int number(String name, int min, int max) {
    try {
      int value = Integer.parseInt(values.get(name));
      if (value >= min && value <= max) {
        return value;
      }
    } catch (NumberFormatException notANumber) {
      // the line below names the rule
    }
    problem("--" + name + " must be " + min + " to " + max + ": " + values.get(name));
    return min;
  }

  /** The value as a choice between two. */
  public boolean flag(String name) {
    if (!List.of("true", "false").contains(values.get(name))) {
      problem("--" + name + " must be true or false: " + values.get(name));
    }
    return values.get(name).equals("true");
  }

  /** Adds what else is wrong. */
  public void problem(String problem) {
    problems.add(problem);
  }

  /** Throws all problems in one {@link IllegalArgumentException}, if there are any. */
  public void check() {
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(
          problems.stream().distinct().collect(Collectors.joining("; ")));
    }
  }
}
