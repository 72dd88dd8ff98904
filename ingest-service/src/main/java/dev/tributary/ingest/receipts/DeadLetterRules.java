package dev.tributary.ingest.receipts;

import dev.tributary.schemas.rules.RejectionReason;

/**
 * The rule that a dead letter breaks, by its reason: the commit log has no values, and no rules.
 */
final class DeadLetterRules {
  private DeadLetterRules() {}

  /** The rule; empty for a reason that this program does not know. */
  static String of(String reason) {
    for (RejectionReason known : RejectionReason.values()) {
      if (known.name().equals(reason)) {
        return of(known);
      }
    }
    return "";
  }

  private static String of(RejectionReason reason) {
    return switch (reason) {
      case EMPTY -> "a record must have a value";
      case NOT_UTF8 -> "a record must be UTF-8";
      case NOT_JSON -> "a record must be one JSON value";
      case NOT_AN_OBJECT -> "a record must be a JSON object";
      case LIMIT_EXCEEDED -> "nesting, members, names and numbers must keep their limits";
      case DUPLICATE_FIELD -> "a top-level name must occur once";
      case MISSING_EVENT_TYPE -> "event_type must be there";
      case BAD_EVENT_TYPE ->
          "event_type must match [a-z][a-z0-9_]{0,63} and must not be a reserved name";
      case BAD_ID -> "id must be 1 to 128 printable ASCII characters";
      case BAD_TIMESTAMP -> "a time must be an RFC 3339 date-time";
      case BAD_DATA -> "data must be an object";
      case MISSING_FIELD -> "a declared field without a default must be there";
      case WRONG_TYPE -> "a declared field must have a value of its type";
      case OUT_OF_RANGE -> "a declared field must have a value that its type can hold";
      case UNKNOWN_SYMBOL -> "a declared field must have one of its words";
      case TOO_MANY_EVENT_TYPES -> "the lake takes a limited number of undeclared event types";
      case CONFLICTING_ID ->
          "an event of the same type and id within the window must have the same data";
      case UNPROCESSABLE -> "the pipeline must not fail at a record: its log names the exception";
    };
  }
}
