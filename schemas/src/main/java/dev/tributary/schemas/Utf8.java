package dev.tributary.schemas;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** UTF-8 as RFC 3629 defines it: no overlong forms, no surrogates, nothing past U+10FFFF. */
final class Utf8 {
  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long HIGH_BITS = 0x8080808080808080L;

  private Utf8() {}

  static boolean isValid(byte[] bytes) {
    int i = 0;
    int length = bytes.length;
    while (i < length) {
      if (i + 8 <= length && ((long) EIGHT.get(bytes, i) & HIGH_BITS) == 0) {
        i += 8;
        continue;
      }
      int size = bytes[i] >= 0 ? 1 : sequence(bytes, i);
      if (size == 0) {
        return false;
      }
      i += size;
    }
    return true;
  }

  /** Length of the multi-byte sequence at i, or 0 when it is none (RFC 3629, section 4). */
  private static int sequence(byte[] bytes, int i) {
    int first = bytes[i] & 0xFF;
    int second = i + 1 < bytes.length ? bytes[i + 1] & 0xFF : 0;
    if (first >= 0xC2 && first <= 0xDF) {
      return isTail(second) ? 2 : 0;
    }
    if (first >= 0xE0 && first <= 0xEF) {
      int low = first == 0xE0 ? 0xA0 : 0x80;
      int high = first == 0xED ? 0x9F : 0xBF;
      return second >= low && second <= high && isTail(bytes, i + 2) ? 3 : 0;
    }
    if (first >= 0xF0 && first <= 0xF4) {
      int low = first == 0xF0 ? 0x90 : 0x80;
      int high = first == 0xF4 ? 0x8F : 0xBF;
      boolean valid =
          second >= low && second <= high && isTail(bytes, i + 2) && isTail(bytes, i + 3);
      return valid ? 4 : 0;
    }
    return 0;
  }

  private static boolean isTail(byte[] bytes, int i) {
    return i < bytes.length && isTail(bytes[i] & 0xFF);
  }

  private static boolean isTail(int b) {
    return (b & 0xC0) == 0x80;
  }
}
