package dev.tributary.ingest.http1;

import java.util.function.Supplier;

/** A body of a known length. */
final class LengthBody implements BodyReader {
  private final long length;
  private final long beganNanos;
  private long left;

  LengthBody(long length, long beganNanos) {
    this.length = length;
    this.left = length;
    this.beganNanos = beganNanos;
  }

  @Override
  public boolean isDone() {
    return left == 0;
  }

  @Override
  public byte[] next(Unread unread, Supplier<byte[]> more) {
    if (unread.size() == 0) {
      unread.add(more.get());
    }
    byte[] piece = unread.take((int) Math.min(left, Integer.MAX_VALUE));
    left -= piece.length;
    return piece;
  }

  @Override
  public long timeoutNanos(GateSettings settings) {
    return settings.bodyTimeoutNanos(beganNanos, length - left);
  }
}
