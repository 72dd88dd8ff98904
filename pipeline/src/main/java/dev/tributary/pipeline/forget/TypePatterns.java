package dev.tributary.pipeline.forget;

import dev.tributary.schemas.rules.EventTypes;
import dev.tributary.schemas.types.EventSchemas;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Undeclared event types, as a user names them.
 *
 * @param names types, or the begin of types and a {@code *}
 */
record TypePatterns(List<String> names) {
  /**
   * Reads a list.
   *
   * @throws IllegalArgumentException when one can't be an event type's name, or is declared
   */
  static TypePatterns of(String list) {
    List<String> names = new ArrayList<>();
    for (String part : list.split(",")) {
      if (!part.isBlank()) {
        names.add(checked(part.strip()));
      }
    }
    if (names.isEmpty()) {
      throw new IllegalArgumentException("--type must name an event type");
    }
    return new TypePatterns(List.copyOf(names));
  }

  private static String checked(String name) {
    EventTypes.problem(name.endsWith("*") ? name.substring(0, name.length() - 1) : name)
        .ifPresent(
            rule -> {
              throw new IllegalArgumentException("--type " + rule + ": " + name);
            });
    String declared =
        EventSchemas.declared().all().stream()
            .map(schema -> schema.eventType())
            .filter(type -> matches(name, type))
            .collect(Collectors.joining(", "));
    if (!declared.isEmpty()) {
      throw new IllegalArgumentException("--type must be undeclared: " + name + " is " + declared);
    }
    return name;
  }

  private static boolean matches(String name, String type) {
    return name.endsWith("*")
        ? type.startsWith(name.substring(0, name.length() - 1))
        : type.equals(name);
  }

  /** Those of the types that are named. */
  Set<String> in(Set<String> types) {
    return types.stream()
        .filter(type -> names.stream().anyMatch(name -> matches(name, type)))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
