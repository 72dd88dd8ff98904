package dev.tributary.ingest.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.ingest.buffers.ReceivedBytes;
import dev.tributary.ingest.fairness.PeersForTests;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class GzipMembersTest {
  private static final int MAX = 1_000_000;

  @Test
  void unpacksOneMemberAndSeveral() throws IOException {
    byte[] random = new byte[300_000];
    new Random(1).nextBytes(random);

    assertThat(unpack(gzip("a".getBytes(ISO_8859_1)))).asString(ISO_8859_1).isEqualTo("a");
    assertThat(unpack(gzip(random))).isEqualTo(random);
    assertThat(unpack(gzip(new byte[0]))).isEmpty();
    byte[] three = join(gzip("ab".getBytes(ISO_8859_1)), gzip(new byte[0]), gzip(random));
    assertThat(unpack(three))
        .hasSize(300_002)
        .startsWith('a', 'b', random[0])
        .endsWith(random[299_999]);
  }

  @Test
  void readsAHeaderWithAllFields() throws IOException {
    byte[] plain = gzip("x".getBytes(ISO_8859_1));
    byte[] header = Arrays.copyOf(plain, 10);
    header[3] = 2 | 4 | 8 | 16;
    byte[] fields = {3, 0, 1, 2, 3, 'n', 0, 'c', 'c', 0, 9, 9};

    assertThat(unpack(join(header, fields, Arrays.copyOfRange(plain, 10, plain.length))))
        .containsExactly('x');
  }

  @Test
  void takesAHundredMembersAndRefusesMore() throws IOException {
    byte[] member = gzip(new byte[] {'x'});
    byte[] hundred = join(java.util.Collections.nCopies(100, member).toArray(byte[][]::new));

    assertThat(unpack(hundred)).hasSize(100);
    assertRefused(join(hundred, member), "more than 100 members");
  }

  @Test
  void refusesTwentyThousandEmptyMembersWithoutDeepCalls() throws IOException {
    byte[] empty = gzip(new byte[0]);
    byte[] many = join(java.util.Collections.nCopies(20_000, empty).toArray(byte[][]::new));

    assertRefused(many, "more than 100 members");
  }

  @Test
  void refusesEachTruncationAndTextAfterTheEnd() throws IOException {
    byte[] whole = join(gzip("first".getBytes(ISO_8859_1)), gzip("second".getBytes(ISO_8859_1)));
    int first = gzip("first".getBytes(ISO_8859_1)).length;
    for (int length = 1; length < whole.length; length++) {
      if (length != first) {
        assertRefused(Arrays.copyOf(whole, length), "complete gzip");
      }
    }
    assertRefused(join(whole, new byte[] {0}), "complete gzip");
    assertRefused(join(whole, "trailing text".getBytes(ISO_8859_1)), "begin as gzip");
  }

  @Test
  void refusesAWrongChecksumOrLength() throws IOException {
    byte[] member = gzip("abc".getBytes(ISO_8859_1));
    for (int back = 1; back <= 8; back++) {
      byte[] wrong = member.clone();
      wrong[wrong.length - back] ^= 1;
      assertRefused(wrong, "checksum or length");
    }
  }

  @Test
  void endsForAnyBytes() throws IOException {
    Random random = new Random(2);
    byte[] good = join(gzip("some text, some text".getBytes(ISO_8859_1)), gzip(new byte[500]));
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = good.clone();
      for (int changes = 0; changes < 3; changes++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      try {
        unpack(bytes);
      } catch (ProblemException expected) {
        assertThat(expected.status()).isIn(400, 413);
      }
    }
  }

  @Test
  void refusesWhatIsTooLargeUnpackedAndTakesWhatJustFits() throws IOException {
    assertThat(unpack(gzip(new byte[MAX]))).hasSize(MAX);
    assertThatThrownBy(() -> unpack(gzip(new byte[MAX + 1])))
        .isInstanceOfSatisfying(
            ProblemException.class, large -> assertThat(large.status()).isEqualTo(413));
    assertThatThrownBy(() -> unpack(gzip(new byte[50 * MAX])))
        .isInstanceOfSatisfying(
            ProblemException.class, large -> assertThat(large.status()).isEqualTo(413));
  }

  @Test
  void countsWhatItUnpacks() throws IOException {
    byte[] bomb = gzip(new byte[MAX]);
    BodyMemory.Lease little =
        new BodyMemory(MAX).lease(PeersForTests.turn(PeersForTests.at("10.0.0.1")));

    assertThatThrownBy(() -> new GzipMembers(ReceivedBytes.of(bomb), MAX, little).unpack())
        .isInstanceOfSatisfying(
            ProblemException.class, full -> assertThat(full.status()).isEqualTo(503));
  }

  @Test
  void believesNoLengthThatDeflateCannotMake() throws IOException {
    byte[] liar = gzip(new byte[20_000]);
    ByteBuffer.wrap(liar).order(ByteOrder.LITTLE_ENDIAN).putInt(liar.length - 4, MAX - 1);
    BodyMemory.Lease little =
        new BodyMemory(MAX / 4).lease(PeersForTests.turn(PeersForTests.at("10.0.0.1")));

    assertThatThrownBy(() -> new GzipMembers(ReceivedBytes.of(liar), MAX, little).unpack())
        .isInstanceOfSatisfying(
            ProblemException.class, bad -> assertThat(bad.status()).isEqualTo(400))
        .hasMessageContaining("checksum or length is wrong");
  }

  private static void assertRefused(byte[] bytes, String why) {
    assertThatThrownBy(() -> unpack(bytes))
        .isInstanceOfSatisfying(
            ProblemException.class, bad -> assertThat(bad.status()).isEqualTo(400))
        .hasMessageContaining(why);
  }

  private static byte[] unpack(byte[] bytes) {
    BodyMemory.Lease lease =
        new BodyMemory(1L << 30).lease(PeersForTests.turn(PeersForTests.at("10.0.0.1")));
    return new GzipMembers(ReceivedBytes.of(bytes), MAX, lease).unpack().exactBytes();
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
