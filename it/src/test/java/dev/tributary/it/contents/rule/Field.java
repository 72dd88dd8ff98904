package dev.tributary.it.contents.rule;

import dev.tributary.it.contents.json.Json;
import java.util.Locale;
import java.util.Optional;

/**
 * A declared field.
 *
 * @param nullable whether null is a value of it
 * @param missing what it has when it is missing; empty where it must be there
 */
public record Field(String name, Kind kind, boolean nullable, Optional<Json> missing) {
  /** Its column: the name in snake case. */
  public String column() {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
  }
}
