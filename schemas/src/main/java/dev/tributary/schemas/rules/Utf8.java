package dev.tributary.schemas.rules;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** UTF-8 as RFC 3629 defines it: no overlong forms, no surrogates, nothing past U+10FFFF. */
public final class Utf8 {
  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long HIGH_BITS = 0x8080808080808080L;

  private Utf8() {}

  public static boolean isValid(byte[] bytes) {
    return isValid(bytes, 0, bytes.length);
  }

  public static boolean isValid(byte[] bytes, int from, int to) {
    int i = from;
    while (i < to) {
      if (i + 8 <= to && ((long) EIGHT.get(bytes, i) & HIGH_BITS) == 0) {
        i += 8;
        continue;
      }
      int size = bytes[i] >= 0 ? 1 : sequence(bytes, i, to);
      if (size == 0) {
        return false;
      }
      i += size;
    }
    return true;
  }

  /** True when each byte is a character of ASCII. */
  public static boolean isAscii(byte[] bytes, int from, int to) {
    int i = from;
    for (; i + 8 <= to; i += 8) {
      if (((long) EIGHT.get(bytes, i) & HIGH_BITS) != 0) {
        return false;
      }
    }
    for (; i < to; i++) {
      if (bytes[i] < 0) {
        return false;
      }
    }
    return true;
  }

  /** Length of the multi-byte sequence at i, or 0 when it is none (RFC 3629, section 4). */
  private static int sequence(byte[] bytes, int i, int to) {
    int first = bytes[i] & 0xFF;
    int second = i + 1 < to ? bytes[i + 1] & 0xFF : 0;
    if (first >= 0xC2 && first <= 0xDF) {
      return isTail(second) ? 2 : 0;
    }
    if (first >= 0xE0 && first <= 0xEF) {
      int low = first == 0xE0 ? 0xA0 : 0x80;
      int high = first == 0xED ? 0x9F : 0xBF;
      return second >= low && second <= high && isTail(bytes, i + 2, to) ? 3 : 0;
    }
    if (first >= 0xF0 && first <= 0xF4) {
      int low = first == 0xF0 ? 0x90 : 0x80;
      int high = first == 0xF4 ? 0x8F : 0xBF;
      boolean valid =
          second >= low && second <= high && isTail(bytes, i + 2, to) && isTail(bytes, i + 3, to);
      return valid ? 4 : 0;
    }
    return 0;
  }

  private static boolean isTail(byte[] bytes, int i, int to) {
    return i < to && isTail(bytes[i] & 0xFF);
  }

  private static boolean isTail(int b) {
    return (b & 0xC0) == 0x80;
  }
}
