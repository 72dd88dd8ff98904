package dev.tributary.pipeline.audit.found;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The digest of a record's value: 128 bits of its SHA-256. One thread. */
public final class ContentDigest {
  private final MessageDigest sha256;
  private final ByteBuffer number = ByteBuffer.allocate(Long.BYTES);
  private long high;
  private long low;

  public ContentDigest() {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Each JVM must have SHA-256", e);
    }
  }

  /** Of the value at the offset: the same value elsewhere has another digest. */
  public ContentDigest of(long offset, byte[] value) {
    sha256.update(number.putLong(0, offset).array());
    ByteBuffer digest = ByteBuffer.wrap(sha256.digest(value));
    high = digest.getLong();
    low = digest.getLong();
    return this;
  }

  public long high() {
    return high;
  }

  public long low() {
    return low;
  }
}
