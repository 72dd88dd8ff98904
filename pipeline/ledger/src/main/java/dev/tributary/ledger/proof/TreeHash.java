package dev.tributary.ledger.proof;

import java.nio.ByteBuffer;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The hashes of a tree of records. A leaf and a node begin with different bytes, so that no node
 * can be taken for a record (RFC 6962, section 2.1). One thread.
 */
final class TreeHash {
  /** The length of each hash. */
  static final int BYTES = 32;

  /** What a node is made from: a byte, and two hashes. */
  static final int PAIR_BYTES = 1 + 2 * BYTES;

  private static final int DIGEST_AT = 1 + Long.BYTES;

  private final MessageDigest sha256;
  private final byte[] leaf = new byte[DIGEST_AT + BYTES]; // it begins with 0
  private final ByteBuffer leafBuffer = ByteBuffer.wrap(leaf);

  TreeHash() {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Each JVM must have SHA-256", e);
    }
  }

  /** Of a record: its offset, and the SHA-256 of its value. */
  void leaf(long offset, byte[] value, byte[] into, int at) {
    sha256.update(value);
    digest(leaf, DIGEST_AT);
    leafBuffer.putLong(1, offset);
    sha256.update(leaf);
    digest(into, at);
  }

  /** A place for two hashes, of which {@link #node} makes one. */
  static byte[] pair() {
    byte[] pair = new byte[PAIR_BYTES];
    pair[0] = 1;
    return pair;
  }

  /** Of two hashes. */
  void node(byte[] pair, byte[] into, int at) {
    sha256.update(pair);
    digest(into, at);
  }

  /** Of a value alone. */
  byte[] value(byte[] value) {
    return sha256.digest(value);
  }

  private void digest(byte[] into, int at) {
    try {
      sha256.digest(into, at, BYTES);
    } catch (DigestException e) {
      throw new IllegalStateException("There is room for each hash", e);
    }
  }
}
