package dev.tributary.pipeline.decode;

import dev.tributary.pipeline.coding.Bytes;
import dev.tributary.pipeline.coding.ValueCoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Head, lane and value in three writes. The decoded event stays behind. */
final class OutcomeCoder extends ValueCoder<Outcome> {
  private static final int HEAD = 45;
  private static final Outcome.Kind[] KINDS = Outcome.Kind.values();

  @Override
  public void encode(Outcome outcome, OutputStream out) throws IOException {
    byte[] lane = outcome.lane().getBytes(StandardCharsets.UTF_8);
    byte[] head = new byte[HEAD];
    head[0] = (byte) outcome.kind().ordinal();
    Bytes.putLong(head, 1, outcome.from());
    Bytes.putLong(head, 9, outcome.offset());
    Bytes.putLong(head, 17, outcome.recordMillis());
    Bytes.putLong(head, 25, outcome.eventMillis());
    Bytes.putInt(head, 33, lane.length);
    Bytes.putInt(head, 37, outcome.value().length);
    Bytes.putInt(head, 41, outcome.replayOf().length());
    out.write(head);
    out.write(lane);
    out.write(outcome.value());
    if (!outcome.replayOf().isEmpty()) {
      out.write(outcome.replayOf().getBytes(StandardCharsets.ISO_8859_1));
    }
  }

  @Override
  public Outcome decode(InputStream in) throws IOException {
    byte[] head = Bytes.read(in, HEAD);
    String lane = new String(Bytes.read(in, Bytes.getInt(head, 33)), StandardCharsets.UTF_8);
    return new Outcome(
        KINDS[head[0]],
        lane,
        Bytes.getLong(head, 1),
        Bytes.getLong(head, 9),
        Bytes.getLong(head, 17),
        Bytes.getLong(head, 25),
        Bytes.read(in, Bytes.getInt(head, 37)),
        replayOf(in, Bytes.getInt(head, 41)),
        null);
  }

  private static String replayOf(InputStream in, int length) throws IOException {
    return length == 0 ? "" : new String(Bytes.read(in, length), StandardCharsets.ISO_8859_1);
  }
}
