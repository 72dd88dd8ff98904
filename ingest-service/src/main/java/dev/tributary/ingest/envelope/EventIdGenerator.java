package dev.tributary.ingest.envelope;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.tributary.ingest.publish.Partitioning;
import java.security.SecureRandom;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Makes the ids of events that have none: UUIDs of version 7 (RFC 9562), which sort by time. A salt
 * of the process keeps two processes apart that were seeded alike. Thread safe.
 *
 * <p>The id is the record's key and so decides its partition. Ids of one moment are drawn until
 * they meet the partition whose turn it is: events that come together then fill one batch instead
 * of one a partition. Turns last {@value #TURN_MILLIS} ms and go round in golden-ratio steps, which
 * use all partitions evenly whatever the rhythm of the events; each process goes its own way.
 */
public final class EventIdGenerator {
  private static final byte[] HEX = "0123456789abcdef".getBytes(ISO_8859_1);
  private static final long VARIANT = 0x8000_0000_0000_0000L;
  private static final long TURN_MILLIS = 4;
  private static final long GOLDEN = 0x9E37_79B9_7F4A_7C15L;

  /** More are not worth their time: with so many partitions an id may miss its turn. */
  private static final int MOST_DRAWS = 64;

  private final long saltHigh;
  private final long saltLow;
  private final long firstTurn;

  public EventIdGenerator(SecureRandom random) {
    this.saltHigh = random.nextLong();
    this.saltLow = random.nextLong();
    this.firstTurn = random.nextLong();
  }

  /**
   * A new id.
   *
   * @param nowMillis time of receipt, milliseconds since the epoch
   * @param partitioning of the topic the event goes to
   */
  public String next(long nowMillis, Partitioning partitioning) {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    byte[] text = new byte[36];
    long high = nowMillis << 16 | 0x7000 | (random.nextLong() ^ saltHigh) & 0xFFF;
    hex(high >>> 32, text, 0, 8);
    hex(high >>> 16, text, 9, 4);
    hex(high, text, 14, 4);
    text[8] = text[13] = text[18] = text[23] = '-';
    int wanted = partitionOfTurn(nowMillis, partitioning.count());
    int draws = 0;
    do {
      long low = (random.nextLong() ^ saltLow) & 0x3FFF_FFFF_FFFF_FFFFL | VARIANT;
      hex(low >>> 48, text, 19, 4);
      hex(low, text, 24, 12);
      draws++;
    } while (draws < MOST_DRAWS && partitioning.of(text) != wanted);
    return new String(text, ISO_8859_1);
  }

  private int partitionOfTurn(long nowMillis, int partitions) {
    long step = (nowMillis / TURN_MILLIS + firstTurn) * GOLDEN;
    return (int) ((step >>> 32) * partitions >>> 32);
  }

  /** Writes the lowest digits of a number. */
  private static void hex(long number, byte[] text, int from, int digits) {
    long rest = number;
    for (int at = from + digits - 1; at >= from; at--) {
      text[at] = HEX[(int) rest & 0xF];
      rest >>>= 4;
    }
  }
}
