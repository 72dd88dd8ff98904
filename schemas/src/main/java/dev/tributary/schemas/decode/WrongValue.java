package dev.tributary.schemas.decode;

import dev.tributary.schemas.rules.Rejection;
import dev.tributary.schemas.rules.RejectionReason;

/**
 * Stands where a value should be that breaks its rule.
 *
 * @param path where it is inside its field, as {@code .name} and {@code [index]}
 * @param value the value as text
 * @param rule the rule in words
 */
public record WrongValue(RejectionReason reason, String path, String value, String rule) {
  WrongValue(RejectionReason reason, String value, String rule) {
    this(reason, "", value, rule);
  }

  /** The same, seen from one level further out. */
  WrongValue in(String step) {
    return new WrongValue(reason, step + path, value, rule);
  }

  Rejection rejection(String field) {
    return new Rejection(reason, "data." + field + path, value, rule);
  }
}
