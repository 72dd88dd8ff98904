package dev.tributary.ledger.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.ledger.record.LogJson;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The tree and its paths, beside RFC 6962 and RFC 9162 as this test writes them down. */
final class RecordTreeTest {
  private static final int MOST = 70;
  private static final int BYTES = 1_024;

  @Test
  void hasTheRootOfTheRfcForAnyNumberOfRecords() {
    var tree = new RecordTree();
    var path = new RecordPath();
    assertThat(tree.root()).isEmpty();
    List<byte[]> leaves = new ArrayList<>();
    for (int n = 0; n < MOST; n++) {
      tree.add(offset(n), value(n));
      path.add(offset(n), value(n));
      leaves.add(leaf(n));
      String expected = HexFormat.of().formatHex(root(leaves));
      assertThat(tree.root()).as("%d records", n + 1).isEqualTo(expected);
      assertThat(path.root()).as("%d records", n + 1).isEqualTo(expected);
    }
    assertThat(tree.records()).isEqualTo(MOST);
  }

  @Test
  void givesEachRecordAPathToTheRoot() {
    var path = new RecordPath();
    for (int n = 0; n < MOST; n++) {
      path.add(offset(n), value(n));
      for (int leaf = 0; leaf <= n; leaf++) {
        assertThat(rootBy(path.of(leaf), leaf(leaf), leaf, n + 1))
            .as("record %d of %d", leaf, n + 1)
            .isEqualTo(path.root());
      }
    }
    assertThat(rootBy(path.of(7), leaf(8), 7, MOST)).isNotEqualTo(path.root());
  }

  @Test
  void hasAnotherRootForOtherRecords() {
    Set<String> roots = new HashSet<>();
    roots.add(root(offset(0), value(0), offset(1), value(1)));
    roots.add(root(offset(1), value(1), offset(0), value(0)));
    roots.add(root(offset(0), value(1), offset(1), value(0)));
    roots.add(root(offset(0), value(0), offset(2), value(1)));
    roots.add(root(offset(0), value(0), offset(1), value(2)));
    assertThat(roots).hasSize(5);
  }

  @Test
  void makesProofsOfAtMostAKilobyteForHalfAMillionRecords() throws Exception {
    int leaves = 1 << 19;
    byte[] path = new byte[19 * TreeHash.BYTES];
    var proof =
        new RecordProof(
            "MessageHistory-12-123456789012",
            "12-VZk4pR3LQHSdEbdCDX0aOw",
            12_345_678,
            Base64.getEncoder().encodeToString(new byte[TreeHash.BYTES]),
            leaves - 1,
            leaves,
            Base64.getEncoder().encodeToString(path));
    assertThat(LogJson.write(proof)).hasSizeLessThanOrEqualTo(BYTES);
  }

  private static String root(long first, byte[] firstValue, long second, byte[] secondValue) {
    var tree = new RecordTree();
    tree.add(first, firstValue);
    tree.add(second, secondValue);
    return tree.root();
  }

  private static long offset(int n) {
    return 1L << 40 | n * 3L;
  }

  private static byte[] value(int n) {
    return ("value " + n).repeat(n).getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] leaf(int n) {
    byte[] offset = ByteBuffer.allocate(Long.BYTES).putLong(offset(n)).array();
    return sha256(new byte[] {0}, offset, sha256(value(n)));
  }

  /** RFC 6962, section 2.1. */
  private static byte[] root(List<byte[]> leaves) {
    int size = leaves.size();
    if (size == 1) {
      return leaves.get(0);
    }
    int left = 1;
    while (left * 2 < size) {
      left *= 2;
    }
    return sha256(new byte[] {1}, root(leaves.subList(0, left)), root(leaves.subList(left, size)));
  }

  /** RFC 9162, section 2.1.3.2. */
  private static String rootBy(List<byte[]> path, byte[] leaf, int index, int size) {
    int from = index;
    int last = size - 1;
    byte[] root = leaf;
    for (byte[] beside : path) {
      if ((from & 1) == 1 || from == last) {
        root = sha256(new byte[] {1}, beside, root);
        while (from != 0 && (from & 1) == 0) {
          from >>= 1;
          last >>= 1;
        }
      } else {
        root = sha256(new byte[] {1}, root, beside);
      }
      from >>= 1;
      last >>= 1;
    }
    return last == 0 ? HexFormat.of().formatHex(root) : "";
  }

  private static byte[] sha256(byte[]... parts) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        sha256.update(part);
      }
      return sha256.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
