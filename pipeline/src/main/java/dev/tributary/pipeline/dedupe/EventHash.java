package dev.tributary.pipeline.dedupe;

import java.security.SecureRandom;

/** A 128-bit hash of an event's type and id. */
public record EventHash(long high, long low) {
  private static final long FNV_PRIME = 0x100000001B3L;
  private static final long ODD = 0x9FB21C651E98DF25L;

  /** Of this JVM: nobody who chooses ids can tell where a table puts them. */
  private static final long SECRET = new SecureRandom().nextLong();

  /** The key of an event. Both texts are ASCII, so a character is a byte. */
  public static EventHash of(String eventType, String id) {
    long one = 0x9E3779B97F4A7C15L;
    long two = 0xC2B2AE3D27D4EB4FL + id.length();
    for (int i = 0; i < eventType.length(); i++) {
      one = (one ^ eventType.charAt(i)) * FNV_PRIME;
      two = Long.rotateLeft(two + eventType.charAt(i), 23) * ODD;
    }
    one = (one ^ 0x100) * FNV_PRIME; // no type and id run into each other
    two = Long.rotateLeft(two + 0x100, 23) * ODD;
    for (int i = 0; i < id.length(); i++) {
      one = (one ^ id.charAt(i)) * FNV_PRIME;
      two = Long.rotateLeft(two + id.charAt(i), 23) * ODD;
    }
    return new EventHash(mix(one + two), mix(two ^ Long.rotateLeft(one, 32)));
  }

  /** The finalizer of SplitMix64: every input bit reaches every output bit. */
  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  @Override
  public int hashCode() {
    return hash(low);
  }

  /** The hash of a key by its half, for tables in memory: it is another in each JVM. */
  static int hash(long low) {
    return (int) mix(low ^ SECRET);
  }
}
