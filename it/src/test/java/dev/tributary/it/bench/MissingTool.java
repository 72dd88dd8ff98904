package dev.tributary.it.bench;

/** Something from outside is not installed; the message says what, and how to get it. */
public final class MissingTool extends RuntimeException {
  public MissingTool(String message) {
    super(message);
  }
}
