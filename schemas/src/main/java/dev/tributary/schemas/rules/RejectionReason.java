package dev.tributary.schemas.rules;

/** Why a record can't become a row. The name is what {@code dead_letters.reason} holds. */
public enum RejectionReason {
  /** The record has no value, or only white space. */
  EMPTY,
  /** The bytes are not UTF-8 (RFC 3629). */
  NOT_UTF8,
  /** The text is not one JSON value (RFC 8259). */
  NOT_JSON,
  /** The text is JSON, but no object. */
  NOT_AN_OBJECT,
  /** The JSON goes past a limit: nesting, members of an object, length of a number or a name. */
  LIMIT_EXCEEDED,
  /** A top-level name occurs twice. */
  DUPLICATE_FIELD,
  /** There is no {@code event_type}. */
  MISSING_EVENT_TYPE,
  /** The {@code event_type} breaks the naming rule or is reserved. */
  BAD_EVENT_TYPE,
  /** The {@code id} is not 1 to 128 printable ASCII characters. */
  BAD_ID,
  /** The {@code timestamp} or {@code received_at} is not an RFC 3339 date-time. */
  BAD_TIMESTAMP,
  /** The {@code data} is not an object. */
  BAD_DATA,
  /** A declared field that must be there is missing. */
  MISSING_FIELD,
  /** A declared field's value is not of its type. */
  WRONG_TYPE,
  /** A declared field's value is of its type, but too large, too small or too exact for it. */
  OUT_OF_RANGE,
  /** A declared field's value is not one of its words. */
  UNKNOWN_SYMBOL,
  /** More undeclared event types arrived than the lake takes. */
  TOO_MANY_EVENT_TYPES,
  /** An event of the same type and id was there within the window, with other {@code data}. */
  CONFLICTING_ID,
  /** The pipeline failed at this record, and went on without it; the detail names the exception. */
  UNPROCESSABLE
}
