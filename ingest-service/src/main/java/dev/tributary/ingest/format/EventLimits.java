package dev.tributary.ingest.format;

/** The limits of the HTTP contract. */
public final class EventLimits {
  /** Biggest record value, in bytes. */
  public static final int MAX_EVENT_BYTES = 1024 * 1024;

  /** Biggest body of a request after decompression, in bytes. */
  public static final int MAX_REQUEST_BYTES = 10 * 1024 * 1024;

  /** Most events of a request. */
  static final int MAX_EVENTS = 10_000;

  private EventLimits() {}
}
