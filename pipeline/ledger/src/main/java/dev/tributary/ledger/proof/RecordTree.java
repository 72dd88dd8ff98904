package dev.tributary.ledger.proof;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * The root over the records of one lane in one commit, in the order of their offsets: the Merkle
 * tree of RFC 6962, section 2.1. It holds one pair of hashes for each level, whatever the number of
 * records. One thread.
 */
public final class RecordTree {
  private static final int LEFT = 1;
  private static final int RIGHT = LEFT + TreeHash.BYTES;

  private final TreeHash hash = new TreeHash();
  private final List<byte[]> pairs = new ArrayList<>();
  private final byte[] made = new byte[TreeHash.BYTES];
  private long records;

  /** Takes the next record of the lane. */
  public void add(long offset, byte[] value) {
    hash.leaf(offset, value, made, 0);
    int level = 0;
    for (long left = records; (left & 1) == 1; left >>= 1) {
      byte[] pair = pair(level++);
      System.arraycopy(made, 0, pair, RIGHT, TreeHash.BYTES);
      hash.node(pair, made, 0);
    }
    System.arraycopy(made, 0, pair(level), LEFT, TreeHash.BYTES);
    records++;
  }

  private byte[] pair(int level) {
    if (level == pairs.size()) {
      pairs.add(TreeHash.pair());
    }
    return pairs.get(level);
  }

  /** The root of what was added, in hexadecimal digits; empty where there was nothing. */
  public String root() {
    byte[] root = null;
    for (int level = 0; records >> level != 0; level++) {
      if ((records >> level & 1) == 1) {
        byte[] left = pairs.get(level);
        root = root == null ? Arrays.copyOfRange(left, LEFT, RIGHT) : over(left, root);
      }
    }
    return root == null ? "" : HexFormat.of().formatHex(root);
  }

  private byte[] over(byte[] left, byte[] right) {
    byte[] pair = left.clone();
    byte[] root = new byte[TreeHash.BYTES];
    System.arraycopy(right, 0, pair, RIGHT, TreeHash.BYTES);
    hash.node(pair, root, 0);
    return root;
  }

  /** How many records there are. */
  public long records() {
    return records;
  }
}
