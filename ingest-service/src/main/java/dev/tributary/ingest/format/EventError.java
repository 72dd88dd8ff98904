package dev.tributary.ingest.format;

import dev.tributary.ingest.json.JsonBytes;
import dev.tributary.schemas.json.JsonReader;
import dev.tributary.schemas.rules.Rejection;
import dev.tributary.schemas.rules.RejectionReason;

/**
 * Why one event was not taken.
 *
 * @param code a closed set of words: those of {@link RejectionReason}, {@code EVENT_TOO_LARGE} and
 *     {@code EVENT_TYPE_NOT_ALLOWED}
 * @param field the field at fault, empty when the whole event is meant
 * @param value its value, shortened
 * @param rule the rule that it breaks
 */
public record EventError(String code, String field, String value, String rule) {
  /** The code of {@link #TOO_LARGE}. */
  static final String TOO_LARGE_CODE = "EVENT_TOO_LARGE";

  /** The event is bigger than a record may be. */
  public static final EventError TOO_LARGE =
      new EventError(
          TOO_LARGE_CODE,
          "",
          "",
          "the event is too large (limit=" + EventLimits.MAX_EVENT_BYTES + " bytes as a record)");

  private static final String NOT_ALLOWED_CODE = "EVENT_TYPE_NOT_ALLOWED";

  /** The write key may not send events of this type. */
  public static EventError notAllowed(String eventType) {
    return new EventError(
        NOT_ALLOWED_CODE, "event_type", eventType, "must be one that the write key may send");
  }

  public static EventError of(Rejection rejection) {
    return new EventError(
        rejection.reason().name(), rejection.field(), rejection.value(), rejection.rule());
  }

  public static EventError of(RejectionReason reason, String field, String value, String rule) {
    return of(new Rejection(reason, field, value, rule));
  }

  /** Whether it is too large or too wide: that is 413. */
  public boolean isOverALimit() {
    return code.equals(TOO_LARGE_CODE) || rule.startsWith(JsonReader.TOO_MANY_MEMBERS);
  }

  /** One sentence for people. */
  public String message() {
    if (field.isEmpty()) {
      return rule;
    }
    return field + " " + rule + (value.isEmpty() ? "" : ": " + value);
  }

  public void write(JsonBytes out) {
    out.raw("{\"code\":").text(code);
    out.raw(",\"field\":").text(field);
    out.raw(",\"value\":").text(value);
    out.raw(",\"rule\":").text(rule);
    out.raw(",\"message\":").text(message()).raw('}');
  }
}
