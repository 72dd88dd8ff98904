package dev.tributary.ingest.collect;

import dev.tributary.ingest.envelope.JsonBytes;
import dev.tributary.schemas.JsonReader;
import dev.tributary.schemas.Reason;
import dev.tributary.schemas.Rejection;

/**
 * Why one event was not taken.
 *
 * @param code a closed set of words: those of {@link Reason}, {@code EVENT_TOO_LARGE} and {@code
 *     EVENT_TYPE_NOT_ALLOWED}
 * @param field the field at fault, empty when the whole event is meant
 * @param value its value, shortened
 * @param rule the rule that it breaks
 */
record EventError(String code, String field, String value, String rule) {
  static final String TOO_LARGE = "EVENT_TOO_LARGE";
  static final String NOT_ALLOWED = "EVENT_TYPE_NOT_ALLOWED";

  static EventError of(Rejection rejection) {
    return new EventError(
        rejection.reason().name(), rejection.field(), rejection.value(), rejection.rule());
  }

  static EventError of(Reason reason, String field, String value, String rule) {
    return of(new Rejection(reason, field, value, rule));
  }

  /** Whether it is too large or too wide: that is 413. */
  boolean isOverALimit() {
    return code.equals(TOO_LARGE) || rule.startsWith(JsonReader.TOO_MANY_MEMBERS);
  }

  /** One sentence for people. */
  String message() {
    if (field.isEmpty()) {
      return rule;
    }
    return field + " " + rule + (value.isEmpty() ? "" : ": " + value);
  }

  void write(JsonBytes out) {
    out.raw("{\"code\":").text(code);
    out.raw(",\"field\":").text(field);
    out.raw(",\"value\":").text(value);
    out.raw(",\"rule\":").text(rule);
    out.raw(",\"message\":").text(message()).raw('}');
  }
}
