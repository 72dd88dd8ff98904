package dev.tributary.it.contents.json;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the first place where two JSON values differ. The order of an object's names is no
 * difference; the order of equal names is one, and so is another spelling of a number.
 */
public final class JsonDifference {
  private static final int SHOWN = 120;

  private JsonDifference() {}

  /** Where and how they differ, in one line; empty when they do not. */
  public static Optional<String> between(Json expected, Json actual) {
    return between("$", expected, actual);
  }

  private static Optional<String> between(String path, Json expected, Json actual) {
    if (expected instanceof Json.Obj one && actual instanceof Json.Obj other) {
      return ofObjects(path, one.byName(), other.byName());
    }
    if (expected instanceof Json.Arr one && actual instanceof Json.Arr other) {
      return ofLists(path, one.elements(), other.elements());
    }
    return expected.equals(actual)
        ? Optional.empty()
        : Optional.of(path + " must be " + shown(expected) + ": " + shown(actual));
  }

  private static Optional<String> ofObjects(
      String path, Map<String, List<Json>> expected, Map<String, List<Json>> actual) {
    for (var member : expected.entrySet()) {
      String name = path + "." + shown(new Json.Str(member.getKey()));
      List<Json> there = actual.get(member.getKey());
      if (there == null) {
        return Optional.of(name + " is missing");
      }
      Optional<String> found =
          member.getValue().size() == 1 && there.size() == 1
              ? between(name, member.getValue().get(0), there.get(0))
              : ofLists(name, member.getValue(), there);
      if (found.isPresent()) {
        return found;
      }
    }
    return actual.keySet().stream()
        .filter(name -> !expected.containsKey(name))
        .findFirst()
        .map(name -> path + "." + shown(new Json.Str(name)) + " must not be there");
  }

  private static Optional<String> ofLists(String path, List<Json> expected, List<Json> actual) {
    if (expected.size() != actual.size()) {
      return Optional.of(
          path + " must have " + expected.size() + " values: it has " + actual.size());
    }
    for (int i = 0; i < expected.size(); i++) {
      Optional<String> found = between(path + "[" + i + "]", expected.get(i), actual.get(i));
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static String shown(Json value) {
    String text = JsonWriter.plain(value);
    return text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
  }
}
