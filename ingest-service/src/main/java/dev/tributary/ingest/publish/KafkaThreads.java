package dev.tributary.ingest.publish;

/**
 * The threads of Kafka's clients. Kafka only logs when one of them dies by an exception, and the
 * service would live on with a client that does nothing: so they get no handler of their own, and
 * the one of the service's threads applies.
 */
final class KafkaThreads {
  private static final String PREFIX = "kafka-";

  private KafkaThreads() {}

  /** To be called when a client was made. */
  static void watch() {
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().startsWith(PREFIX)) {
        thread.setUncaughtExceptionHandler(null);
      }
    }
  }
}
