package dev.tributary.ingest.http1.head;

/**
 * A request that can't be read on: its connection closes after the answer. The message is for the
 * client: one line that says what is wrong.
 */
public final class RefusedRequestException extends RuntimeException {
  private final int status;

  public RefusedRequestException(int status, String message) {
    super(message, null, false, false);
    this.status = status;
  }

  /** The HTTP status to answer with. */
  public int status() {
    return status;
  }
}
