package dev.tributary.it.contents.form;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.it.contents.make.Draw;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** How a body travels: as it is or compressed, in one piece or in chunks. */
final class Packing {
  private Packing() {}

  static Call post(String target, List<Header> headers, String text, Draw draw) {
    byte[] body = text.getBytes(UTF_8);
    List<Header> all = new ArrayList<>(headers);
    if (draw.onceIn(4) && body.length > 0) {
      body = gzip(body, draw.of(1, 1, 2, 3));
      all.add(new Header("Content-Encoding", "gzip"));
    }
    return draw.onceIn(4)
        ? new Call("POST", target, all, chunks(body, draw), Call.Length.CHUNKED)
        : new Call("POST", target, all, List.of(body), Call.Length.TOLD);
  }

  /** Several members, each compressed for itself, are one text. */
  private static byte[] gzip(byte[] body, int members) {
    var out = new ByteArrayOutputStream();
    int each = body.length / members + 1;
    for (int from = 0; from < body.length; from += each) {
      try (var member = new GZIPOutputStream(out)) {
        member.write(body, from, Math.min(each, body.length - from));
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot compress in memory", e);
      }
    }
    return out.toByteArray();
  }

  private static List<byte[]> chunks(byte[] body, Draw draw) {
    List<byte[]> chunks = new ArrayList<>();
    int most = Math.max(body.length / 4, draw.of(1, 7, 100, 5_000)) + 1;
    for (int from = 0; from < body.length; ) {
      int to = Math.min(body.length, from + 1 + draw.below(most));
      chunks.add(Arrays.copyOfRange(body, from, to));
      from = to;
    }
    return chunks;
  }
}
