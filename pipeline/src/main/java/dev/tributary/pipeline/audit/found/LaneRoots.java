package dev.tributary.pipeline.audit.found;

import dev.tributary.ledger.proof.RecordTree;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The roots that the log has over the records of one lane, and whether Kafka's records have the
 * same. It holds the newest million: 40 MB. One thread at a time.
 */
public final class LaneRoots {
  private static final int MOST = 1 << 20;
  private static final int BYTES = 32;

  private final int most;
  private long[] ranges = new long[2 * 16];
  private byte[] roots = new byte[BYTES * 16];
  private long count;
  private long at;
  private long from = Long.MAX_VALUE;
  private RecordTree tree = new RecordTree();

  public LaneRoots() {
    this(MOST);
  }

  LaneRoots(int most) {
    this.most = most;
  }

  /** Takes a root that differs. */
  public interface Difference {
    /**
     * A root of the log that Kafka's records do not have.
     *
     * @param from the first offset of the commit's range
     * @param figures both roots
     */
    void accept(long from, String figures);
  }

  /** Takes the next range of a commit; the root is empty where the commit has none. */
  public void add(long first, long end, String root) {
    if (root.isEmpty()) {
      return;
    }
    int slot = (int) (count++ % most);
    if (slot * 2 == ranges.length) {
      int slots = Math.min(most, slot * 2);
      ranges = Arrays.copyOf(ranges, slots * 2);
      roots = Arrays.copyOf(roots, slots * BYTES);
    }
    ranges[slot * 2] = first;
    ranges[slot * 2 + 1] = end;
    System.arraycopy(HexFormat.of().parseHex(root), 0, roots, slot * BYTES, BYTES);
  }

  /** Kafka's records follow, from the offset on: ranges that begin before it are not compared. */
  public void readFrom(long offset) {
    from = offset;
    at = Math.max(at, Math.max(0, count - most));
    while (at < count && first() < offset) {
      at++;
    }
    tree = new RecordTree();
  }

  /** Takes the next record of Kafka. */
  public void record(long offset, byte[] value, Difference out) {
    readTo(offset, out);
    if (at < count && offset >= first()) {
      tree.add(offset, value);
    }
  }

  /** All records before the offset were taken. */
  public void readTo(long offset, Difference out) {
    while (from != Long.MAX_VALUE && at < count && end() <= offset) {
      String expected = root();
      if (!tree.root().equals(expected)) {
        out.accept(
            first(),
            "offsets up to %d: log=%s, Kafka=%s".formatted(end() - 1, expected, tree.root()));
      }
      tree = new RecordTree();
      at++;
    }
  }

  private int slot() {
    return (int) (at % most);
  }

  private long first() {
    return ranges[slot() * 2];
  }

  private long end() {
    return ranges[slot() * 2 + 1];
  }

  private String root() {
    return HexFormat.of().formatHex(roots, slot() * BYTES, (slot() + 1) * BYTES);
  }
}
