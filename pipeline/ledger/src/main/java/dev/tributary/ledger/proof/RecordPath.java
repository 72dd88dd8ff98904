package dev.tributary.ledger.proof;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** All leaves of one tree, for the path from one of them to the root. One thread. */
final class RecordPath {
  private final TreeHash hash = new TreeHash();
  private final List<byte[]> leaves = new ArrayList<>();

  /** Takes the next record of the lane. */
  void add(long offset, byte[] value) {
    byte[] leaf = new byte[TreeHash.BYTES];
    hash.leaf(offset, value, leaf, 0);
    leaves.add(leaf);
  }

  int leaves() {
    return leaves.size();
  }

  /** The root in hexadecimal digits; empty where there is no leaf. */
  String root() {
    return leaves.isEmpty() ? "" : HexFormat.of().formatHex(root(0, leaves.size()));
  }

  /** The hashes beside the way from a leaf to the root, the leaf's neighbour first. */
  List<byte[]> of(int leaf) {
    List<byte[]> path = new ArrayList<>();
    collect(leaf, 0, leaves.size(), path);
    return path;
  }

  private void collect(int leaf, int from, int to, List<byte[]> path) {
    if (to - from < 2) {
      return;
    }
    int middle = from + leftOf(to - from);
    if (leaf < middle) {
      collect(leaf, from, middle, path);
      path.add(root(middle, to));
    } else {
      collect(leaf, middle, to, path);
      path.add(root(from, middle));
    }
  }

  private byte[] root(int from, int to) {
    if (to - from == 1) {
      return leaves.get(from);
    }
    int middle = from + leftOf(to - from);
    byte[] pair = TreeHash.pair();
    System.arraycopy(root(from, middle), 0, pair, 1, TreeHash.BYTES);
    System.arraycopy(root(middle, to), 0, pair, 1 + TreeHash.BYTES, TreeHash.BYTES);
    byte[] root = new byte[TreeHash.BYTES];
    hash.node(pair, root, 0);
    return root;
  }

  /** The largest power of two that is smaller: so many leaves are to the left. */
  private static int leftOf(int leaves) {
    return Integer.highestOneBit(leaves - 1);
  }
}
