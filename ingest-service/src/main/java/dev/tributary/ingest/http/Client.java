package dev.tributary.ingest.http;

/** The client that sends a request, and what it may send. */
public interface Client {
  /** Anyone: no write keys are configured, or the route is open. */
  Client ANYONE = new WithoutKey(true);

  /** Nobody yet: the body has to say the write key. */
  Client UNKNOWN = new WithoutKey(false);

  /** The key's name, empty for anyone; never the key. */
  String name();

  /** Whether it may see what operators see. */
  boolean isOperator();

  /** Whether events of this type may be sent. */
  boolean maySend(String eventType);

  /**
   * Counts events against the rate.
   *
   * @throws ProblemException 429 when the rate is used up
   */
  void take(int events);

  /**
   * A client that showed no write key.
   *
   * @param welcome whether none is needed
   */
  record WithoutKey(boolean welcome) implements Client {
    @Override
    public String name() {
      return "";
    }

    @Override
    public boolean isOperator() {
      return welcome;
    }

    @Override
    public boolean maySend(String eventType) {
      return welcome;
    }

    @Override
    public void take(int events) {
      if (!welcome) {
        throw new IllegalStateException("Cannot take events of a client that is not known yet");
      }
    }
  }
}
