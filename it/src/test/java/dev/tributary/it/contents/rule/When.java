package dev.tributary.it.contents.rule;

/**
 * What an event says about its times.
 *
 * @param kind how it says so
 * @param millis the event's time since the epoch, or for how long before its receipt it was
 * @param text the text of {@code timestamp} as it must be in the record
 */
public record When(Kind kind, long millis, String text) {
  private static final long DAYS_7 = 7 * 86_400_000L;
  private static final long MINUTES_5 = 300_000;

  /** The ways. */
  public enum Kind {
    /** Not at all. */
    NOT,
    /** As an instant. */
    AT,
    /** As an instant by another specification's rule; how the record spells it is open. */
    ABOUT,
    /** By the client's clock when it sent: so long before it was received. */
    BEFORE,
    /** In a way that nobody can read: that is a problem of the event, and keeps it. */
    UNREADABLE
  }

  /** Says nothing. */
  public static When not() {
    return new When(Kind.NOT, 0, "");
  }

  /** The event's time, where the event was received at this time. */
  public long eventTime(long received) {
    return isNear(received) ? said(received) : received;
  }

  /** Whose time that is, as the column says. */
  public String source(long received) {
    boolean none = kind == Kind.NOT || kind == Kind.UNREADABLE;
    return none ? "server" : isNear(received) ? "client" : "clamped";
  }

  private long said(long received) {
    return kind == Kind.BEFORE ? received - millis : millis;
  }

  private boolean isNear(long received) {
    long said = said(received);
    return kind != Kind.NOT
        && kind != Kind.UNREADABLE
        && said >= received - DAYS_7
        && said <= received + MINUTES_5;
  }
}
