package dev.tributary.it.bench;

/** Measures, prints its figures, and leaves them as JSON under {@code it/target/bench}. */
public interface Benchmark {
  /**
   * Runs it; nothing that it started is left behind.
   *
   * @throws MissingTool when it needs something that is not installed
   */
  void run() throws Exception;
}
