package dev.tributary.it.bench.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * One line of a table: a figure and its target.
 *
 * @param label what it is, with its unit
 * @param figure its value, from the benchmark's file
 * @param target what it has to reach, where there is a target
 */
record Row(String label, ToDoubleFunction<JsonNode> figure, Optional<Target> target) {
  /** The figure of that name. */
  static Row of(String label, String name, Target target) {
    return new Row(label, figures -> number(figures, name), Optional.of(target));
  }

  /** One that has no target. */
  static Row of(String label, String name) {
    return new Row(label, figures -> number(figures, name), Optional.empty());
  }

  /** How many times the second figure the first one is. */
  static Row ratio(String label, String over, String under, Target target) {
    return new Row(
        label, figures -> number(figures, over) / number(figures, under), Optional.of(target));
  }

  /** A figure that has to be there, as a number. */
  static double number(JsonNode figures, String name) {
    JsonNode value = figures.get(name);
    if (value == null || !value.isNumber()) {
      throw new IllegalArgumentException("The figures must have a number: " + name);
    }
    return value.doubleValue();
  }

  String line(JsonNode figures) {
    double value = figure.applyAsDouble(figures);
    String met = target.map(t -> t.isMetBy(rounded(value)) ? "yes" : "**no**").orElse("");
    String wanted = target.map(Target::toString).orElse("");
    return "| " + label + " | **" + text(value) + "** | " + wanted + " | " + met + " |";
  }

  /** Three digits or all of a whole number, which is what a reader can use. */
  static String text(double value) {
    double shown = rounded(value);
    return shown == Math.rint(shown)
        ? String.format(Locale.ROOT, "%,.0f", shown)
        : String.valueOf(shown);
  }

  private static double rounded(double value) {
    double steps = Math.abs(value) >= 100 ? 1 : Math.abs(value) >= 10 ? 10 : 100;
    return Math.round(value * steps) / steps;
  }
}
