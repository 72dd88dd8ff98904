package dev.tributary.schemas.json;

import dev.tributary.schemas.rules.RejectionReason;
import java.io.IOException;

/** The bytes are not JSON, or pass a limit; the message says what and where, without a value. */
public final class BrokenJsonException extends IOException {
  private static final long serialVersionUID = 1;

  private final boolean limit;

  public BrokenJsonException(String message) {
    this(message, false);
  }

  private BrokenJsonException(String message, boolean limit) {
    super(message);
    this.limit = limit;
  }

  /** The text may be JSON, but goes past one of {@link JsonReader}'s limits. */
  static BrokenJsonException limit(String message) {
    return new BrokenJsonException(message, true);
  }

  /** Why a record with such bytes is rejected. */
  public RejectionReason reason() {
    return limit ? RejectionReason.LIMIT_EXCEEDED : RejectionReason.NOT_JSON;
  }
}
