package dev.tributary.pipeline.lane;

import dev.tributary.pipeline.coding.Bytes;
import dev.tributary.pipeline.coding.ValueCoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Some records of one lane, in the order of their offsets, as one block of bytes: what crosses the
 * one shuffle as one element. Never empty, never changed.
 *
 * <p>The block has for each record its offset and its timestamp (8 bytes each), the lengths of its
 * value and of its first position (4 bytes each), then both.
 */
public final class LaneSlice implements Iterable<LaneRecord> {
  private static final int HEAD = 24;
  private static final byte[] NO_BYTES = {};

  private final String lane;
  private final byte[] block;

  private LaneSlice(String lane, byte[] block) {
    this.lane = lane;
    this.block = block;
  }

  /**
   * Of what {@link #block} made of records of the lane.
   *
   * @param block from now on nobody may change it
   */
  public static LaneSlice of(String lane, byte[] block) {
    return new LaneSlice(lane, block);
  }

  /** The block of records that a consumer gave; one without a value has an empty one. */
  public static byte[] block(List<ConsumerRecord<ByteBuffer, ByteBuffer>> records) {
    byte[][] firstPositions = new byte[records.size()][];
    int size = 0;
    for (int i = 0; i < firstPositions.length; i++) {
      String replayOf = ReplayHeader.read(records.get(i).headers());
      firstPositions[i] =
          replayOf.isEmpty() ? NO_BYTES : replayOf.getBytes(StandardCharsets.ISO_8859_1);
      size = Math.addExact(size, HEAD + firstPositions[i].length);
      size = Math.addExact(size, lengthOf(records.get(i)));
    }
    byte[] block = new byte[size];
    int at = 0;
    for (int i = 0; i < firstPositions.length; i++) {
      at = put(block, at, records.get(i), firstPositions[i]);
    }
    return block;
  }

  /** How many bytes of value a record brings. */
  public static int lengthOf(ConsumerRecord<ByteBuffer, ByteBuffer> record) {
    return record.value() == null ? 0 : record.value().remaining();
  }

  private static int put(
      byte[] block, int at, ConsumerRecord<ByteBuffer, ByteBuffer> record, byte[] firstPosition) {
    int length = lengthOf(record);
    Bytes.putLong(block, at, record.offset());
    Bytes.putLong(block, at + 8, record.timestamp());
    Bytes.putInt(block, at + 16, length);
    Bytes.putInt(block, at + 20, firstPosition.length);
    if (length > 0) {
      record.value().get(record.value().position(), block, at + HEAD, length);
    }
    System.arraycopy(firstPosition, 0, block, at + HEAD + length, firstPosition.length);
    return at + HEAD + length + firstPosition.length;
  }

  /** The lane's key. */
  public String lane() {
    return lane;
  }

  /** The offset of the first record. */
  public long firstOffset() {
    return Bytes.getLong(block, 0);
  }

  @Override
  public Iterator<LaneRecord> iterator() {
    return new Records(block);
  }

  private static final class Records implements Iterator<LaneRecord> {
    private final byte[] block;
    private int at;

    Records(byte[] block) {
      this.block = block;
    }

    @Override
    public boolean hasNext() {
      return at < block.length;
    }

    @Override
    public LaneRecord next() {
      if (at >= block.length) {
        throw new NoSuchElementException();
      }
      int head = at;
      int value = head + HEAD;
      int replayOf = value + Bytes.getInt(block, head + 16);
      at = replayOf + Bytes.getInt(block, head + 20);
      return new LaneRecord(
          Bytes.getLong(block, head),
          Bytes.getLong(block, head + 8),
          Arrays.copyOfRange(block, value, replayOf),
          replayOf == at
              ? ""
              : new String(block, replayOf, at - replayOf, StandardCharsets.ISO_8859_1));
    }
  }

  /** Three writes, however many records there are. */
  public static final class Coder extends ValueCoder<LaneSlice> {
    private static final int LENGTHS = 8;

    @Override
    public void encode(LaneSlice records, OutputStream out) throws IOException {
      byte[] lane = records.lane.getBytes(StandardCharsets.UTF_8);
      byte[] lengths = new byte[LENGTHS];
      Bytes.putInt(lengths, 0, lane.length);
      Bytes.putInt(lengths, 4, records.block.length);
      out.write(lengths);
      out.write(lane);
      out.write(records.block);
    }

    @Override
    public LaneSlice decode(InputStream in) throws IOException {
      byte[] lengths = Bytes.read(in, LENGTHS);
      String lane = new String(Bytes.read(in, Bytes.getInt(lengths, 0)), StandardCharsets.UTF_8);
      return new LaneSlice(lane, Bytes.read(in, Bytes.getInt(lengths, 4)));
    }
  }
}
