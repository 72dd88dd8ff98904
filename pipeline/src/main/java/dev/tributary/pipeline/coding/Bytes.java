package dev.tributary.pipeline.coding;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Big-endian numbers in byte arrays, and whole reads: what our coders are made of. */
public final class Bytes {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  private Bytes() {}

  /** Writes 8 bytes at the index. */
  public static void putLong(byte[] bytes, int index, long value) {
    LONG.set(bytes, index, value);
  }

  /** Reads 8 bytes at the index. */
  public static long getLong(byte[] bytes, int index) {
    return (long) LONG.get(bytes, index);
  }

  /** Writes 4 bytes at the index. */
  public static void putInt(byte[] bytes, int index, int value) {
    INT.set(bytes, index, value);
  }

  /** Reads 4 bytes at the index. */
  public static int getInt(byte[] bytes, int index) {
    return (int) INT.get(bytes, index);
  }

  /** Reads exactly that many bytes; throws {@link EOFException} when there are fewer. */
  public static byte[] read(InputStream in, int length) throws IOException {
    byte[] bytes = new byte[length];
    if (in.readNBytes(bytes, 0, length) != length) {
      throw new EOFException("Cannot read " + length + " bytes: the stream ended");
    }
    return bytes;
  }
}
