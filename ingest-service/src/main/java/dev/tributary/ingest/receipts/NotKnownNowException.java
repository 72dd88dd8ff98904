package dev.tributary.ingest.receipts;

/** What is asked for can't be said at the moment; a later try may work. The message says why. */
public final class NotKnownNowException extends RuntimeException {
  public NotKnownNowException(String message) {
    super(message, null, false, false);
  }
}
