package dev.tributary.ingest.collect;

/** Who sends a request, and what it may send. */
public interface Caller {
  /** Anyone: no write keys are configured, or the route is open. */
  Caller ANYONE =
      new Caller() {
        @Override
        public String name() {
          return "";
        }

        @Override
        public boolean isOperator() {
          return true;
        }

        @Override
        public boolean maySend(String eventType) {
          return true;
        }

        @Override
        public void take(int events) {}
      };

  /** Nobody yet: the body has to say the write key. */
  Caller UNKNOWN =
      new Caller() {
        @Override
        public String name() {
          return "";
        }

        @Override
        public boolean isOperator() {
          return false;
        }

        @Override
        public boolean maySend(String eventType) {
          return false;
        }

        @Override
        public void take(int events) {
          throw new IllegalStateException("Cannot take events of a caller that is not known yet");
        }
      };

  /** The key's name, empty for anyone; never the key. */
  String name();

  /** Whether it may see what operators see. */
  boolean isOperator();

  /** Whether events of this type may be sent. */
  boolean maySend(String eventType);

  /**
   * Counts events against the rate.
   *
   * @throws Problem 429 when the rate is used up
   */
  void take(int events);
}
