package dev.tributary.ingest.http1;

import dev.tributary.ingest.http1.head.ReadBuffer;
import java.util.function.Supplier;

/** A body of a known length. */
final class FixedLengthBody implements BodyReader {
  private final long length;
  private final long beganNanos;
  private long left;

  FixedLengthBody(long length, long beganNanos) {
    this.length = length;
    this.left = length;
    this.beganNanos = beganNanos;
  }

  @Override
  public boolean isDone() {
    return left == 0;
  }

  @Override
  public byte[] next(ReadBuffer buffer, Supplier<byte[]> more) {
    if (buffer.size() == 0) {
      buffer.add(more.get());
    }
    byte[] piece = buffer.take((int) Math.min(left, Integer.MAX_VALUE));
    left -= piece.length;
    return piece;
  }

  @Override
  public long timeoutNanos(Http1Settings settings) {
    return settings.bodyTimeoutNanos(beganNanos, length - left);
  }
}
