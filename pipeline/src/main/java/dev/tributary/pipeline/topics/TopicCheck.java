package dev.tributary.pipeline.topics;

/** Says whether the topics are still the ones of the launch. */
public interface TopicCheck extends AutoCloseable {
  /** Asks. Throws {@code LaunchEndedException} when they are not. */
  void check();

  @Override
  void close();
}
