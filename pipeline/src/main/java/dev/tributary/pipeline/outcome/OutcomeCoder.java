package dev.tributary.pipeline.outcome;

import dev.tributary.pipeline.coding.Bytes;
import dev.tributary.pipeline.coding.ValueCoder;
import dev.tributary.schemas.rules.Rejection;
import dev.tributary.schemas.rules.RejectionReason;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Head, lane and value in three writes, and what a dead letter is one for. The decoded event stays
 * behind.
 */
public final class OutcomeCoder extends ValueCoder<Outcome> {
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
    if (outcome.kind() == Outcome.Kind.DEAD_LETTER) {
      Rejection why = outcome.rejection();
      write(why.reason().name(), out);
      write(why.field(), out);
      write(why.value(), out);
      write(why.rule(), out);
    }
  }

  @Override
  public Outcome decode(InputStream in) throws IOException {
    byte[] head = Bytes.read(in, HEAD);
    Outcome.Kind kind = KINDS[head[0]];
    String lane = new String(Bytes.read(in, Bytes.getInt(head, 33)), StandardCharsets.UTF_8);
    return new Outcome(
        kind,
        lane,
        Bytes.getLong(head, 1),
        Bytes.getLong(head, 9),
        Bytes.getLong(head, 17),
        Bytes.getLong(head, 25),
        Bytes.read(in, Bytes.getInt(head, 37)),
        replayOf(in, Bytes.getInt(head, 41)),
        null,
        kind == Outcome.Kind.DEAD_LETTER
            ? new Rejection(RejectionReason.valueOf(text(in)), text(in), text(in), text(in))
            : null);
  }

  private static void write(String text, OutputStream out) throws IOException {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    byte[] length = new byte[Integer.BYTES];
    Bytes.putInt(length, 0, utf8.length);
    out.write(length);
    out.write(utf8);
  }

  private static String text(InputStream in) throws IOException {
    int length = Bytes.getInt(Bytes.read(in, Integer.BYTES), 0);
    return new String(Bytes.read(in, length), StandardCharsets.UTF_8);
  }

  private static String replayOf(InputStream in, int length) throws IOException {
    return length == 0 ? "" : new String(Bytes.read(in, length), StandardCharsets.ISO_8859_1);
  }
}
