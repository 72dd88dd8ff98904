package dev.tributary.ledger.read;

/**
 * The commit log holds a record that its owner can't have written, or not in this place. Reading it
 * again gives the same: the message names the offset and the way out.
 */
public final class UnreadableLogException extends RuntimeException {
  UnreadableLogException(String message) {
    super(message);
  }
}
