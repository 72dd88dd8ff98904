package dev.tributary.pipeline.audit.found;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/**
 * What the lake's files hold of one lane, or some of them: positions of rows and of dead letters,
 * and digests of contents. One thread at a time.
 */
public final class LaneFound {
  private static final int MOST_DOUBTS = 100_000;
  private static final int MOST_LETTERS = 1_000_000;

  private final OffsetBits rows = new OffsetBits();
  private final OffsetBits deadLetters = new OffsetBits();
  private final ContentSums contents = new ContentSums();
  private final Map<Long, Long> letterDigests = new HashMap<>();
  private final Map<Long, Doubt> doubts = new TreeMap<>();
  private long doubtsLeftOut;

  /**
   * A row that is in the hour of its record's time, or in a wrong one: Kafka knows.
   *
   * @param fromMillis where its partition's time begins
   * @param toMillis where it ends
   * @param file the file
   */
  public record Doubt(long fromMillis, long toMillis, String file) {}

  public OffsetBits rows() {
    return rows;
  }

  public OffsetBits deadLetters() {
    return deadLetters;
  }

  /** Of rows. */
  public ContentSums contents() {
    return contents;
  }

  /** Digests of dead letters' texts by offset; some where there are very many. */
  public Map<Long, Long> letterDigests() {
    return letterDigests;
  }

  public Map<Long, Doubt> doubts() {
    return doubts;
  }

  public long doubtsLeftOut() {
    return doubtsLeftOut;
  }

  /** The first offset of all; -1 where there is none. */
  public long first() {
    long row = rows.next(0);
    long letter = deadLetters.next(0);
    return row < 0 || letter < 0 ? Math.max(row, letter) : Math.min(row, letter);
  }

  /** The last one; -1 where there is none. */
  public long last() {
    return Math.max(rows.last(), deadLetters.last());
  }

  public void addLetter(long offset, long digest) {
    if (letterDigests.size() < MOST_LETTERS) {
      letterDigests.put(offset, digest);
    }
  }

  public void doubt(long offset, Doubt doubt) {
    if (doubts.size() < MOST_DOUBTS) {
      doubts.put(offset, doubt);
    } else {
      doubtsLeftOut++;
    }
  }

  /** Adds what was found in other files. */
  public void addAll(LaneFound other, LongConsumer rowTwice, LongConsumer letterTwice) {
    rows.addAll(other.rows, rowTwice);
    deadLetters.addAll(other.deadLetters, letterTwice);
    contents.addAll(other.contents);
    other.letterDigests.forEach(this::addLetter);
    other.doubts.forEach(this::doubt);
    doubtsLeftOut += other.doubtsLeftOut;
  }
}
