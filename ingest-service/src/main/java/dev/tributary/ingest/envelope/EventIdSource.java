package dev.tributary.ingest.envelope;

import java.security.SecureRandom;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Makes the ids of events that bring none: UUIDs of version 7 (RFC 9562), which sort by time. A
 * salt of the process keeps two processes apart that were seeded alike. Thread safe.
 */
public final class EventIdSource {
  private static final char[] HEX = "0123456789abcdef".toCharArray();
  private static final long VARIANT = 0x8000_0000_0000_0000L;

  private final long saltHigh;
  private final long saltLow;

  public EventIdSource(SecureRandom random) {
    this.saltHigh = random.nextLong();
    this.saltLow = random.nextLong();
  }

  /**
   * A new id.
   *
   * @param nowMillis time of receipt, milliseconds since the epoch
   */
  public String next(long nowMillis) {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    long high = nowMillis << 16 | 0x7000 | (random.nextLong() ^ saltHigh) & 0xFFF;
    long low = (random.nextLong() ^ saltLow) & 0x3FFF_FFFF_FFFF_FFFFL | VARIANT;
    char[] text = new char[36];
    int at = 0;
    for (int i = 0; i < 32; i++) {
      if (i == 8 || i == 12 || i == 16 || i == 20) {
        text[at++] = '-';
      }
      long half = i < 16 ? high : low;
      text[at++] = HEX[(int) (half >>> (60 - 4 * (i & 15))) & 0xF];
    }
    return new String(text);
  }
}
