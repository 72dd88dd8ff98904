package dev.tributary.pipeline.read;

import dev.tributary.pipeline.coding.Bytes;
import dev.tributary.pipeline.coding.ValueCoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * One Kafka record on its way through the one shuffle.
 *
 * @param offset its offset in its lane
 * @param timestampMillis its Kafka timestamp, milliseconds since the epoch; one before 1970 or past
 *     the year 9999, which no reader of the lake could show, counts as that end of time
 * @param value its untouched bytes; empty where the record has none
 * @param replayOf the position that a replayed record had first, as text; empty for all others
 */
public record LaneRecord(long offset, long timestampMillis, byte[] value, String replayOf) {
  private static final long END_OF_9999_MILLIS = 253_402_300_799_999L;

  public LaneRecord {
    timestampMillis = Math.max(0, Math.min(timestampMillis, END_OF_9999_MILLIS));
  }

  /** A record that is no replay. */
  public LaneRecord(long offset, long timestampMillis, byte[] value) {
    this(offset, timestampMillis, value, "");
  }

  /**
   * Two writes a record that is no replay: byte-wise writes through Beam's streams were a tenth of
   * all CPU.
   */
  public static final class Coder extends ValueCoder<LaneRecord> {
    private static final int HEAD = 24;

    @Override
    public void encode(LaneRecord record, OutputStream out) throws IOException {
      byte[] head = new byte[HEAD];
      Bytes.putLong(head, 0, record.offset);
      Bytes.putLong(head, 8, record.timestampMillis);
      Bytes.putInt(head, 16, record.value.length);
      Bytes.putInt(head, 20, record.replayOf.length());
      out.write(head);
      out.write(record.value);
      if (!record.replayOf.isEmpty()) {
        out.write(record.replayOf.getBytes(StandardCharsets.ISO_8859_1));
      }
    }

    @Override
    public LaneRecord decode(InputStream in) throws IOException {
      byte[] head = Bytes.read(in, HEAD);
      byte[] value = Bytes.read(in, Bytes.getInt(head, 16));
      int replayOf = Bytes.getInt(head, 20);
      return new LaneRecord(
          Bytes.getLong(head, 0),
          Bytes.getLong(head, 8),
          value,
          replayOf == 0 ? "" : new String(Bytes.read(in, replayOf), StandardCharsets.ISO_8859_1));
    }
  }
}
