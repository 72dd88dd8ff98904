package dev.tributary.schemas.rules;

import java.util.Locale;

/** Whose clock gave an event its time. */
public enum EventTimeSource {
  /** The client sent a {@code timestamp} near enough to the time of receipt. */
  CLIENT,
  /** The client sent none: the time is the time of receipt. */
  SERVER,
  /** The client's {@code timestamp} was too far off: the time is the time of receipt. */
  CLAMPED;

  private final String column = name().toLowerCase(Locale.ROOT);

  /** The text in {@code events.event_time_source}. */
  public String column() {
    return column;
  }
}
