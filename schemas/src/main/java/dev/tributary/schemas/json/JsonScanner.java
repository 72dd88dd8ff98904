package dev.tributary.schemas.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Finds where the values of a JSON text end, by RFC 8259, and knows no more than that. Whatever is
 * wrong, deep or long is {@link #NOT_PLAIN}: a parser that can say what it is has to read it. The
 * bytes are UTF-8, which somebody checked. All positions are indexes of the bytes.
 */
public final class JsonScanner {
  /** What a method answers in the place of a position. */
  public static final int NOT_PLAIN = -1;

  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x80L * ONES;

  private static final int MAX_DEPTH = 64;
  private static final int MAX_NUMBER = 100;
  private static final int MAX_NAME = 1_000;

  private final byte[] bytes;
  private final int to;
  private boolean escapes;

  public JsonScanner(byte[] bytes) {
    this(bytes, bytes.length);
  }

  /**
   * A text that is a part of the bytes.
   *
   * @param to past its last byte: what follows is never looked at
   */
  public JsonScanner(byte[] bytes, int to) {
    this.bytes = bytes;
    this.to = to;
  }

  /** The byte there; 0, which JSON has nowhere, outside of the text. */
  public int at(int index) {
    return index >= 0 && index < to ? bytes[index] : 0;
  }

  /** The first byte from here on that is no white space. */
  public int space(int from) {
    int at = from;
    for (int c = at(at); c == ' ' || c == '\n' || c == '\r' || c == '\t'; c = at(at)) {
      at++;
    }
    return at;
  }

  /** The closing quote of the string whose text begins here, if it has no escapes. */
  public int plainText(int from) {
    int end = special(from);
    return at(end) == '"' ? end : NOT_PLAIN;
  }

  /** The closing quote of the name that begins here, if it has no escapes and is not long. */
  public int plainName(int from) {
    int quote = at(from) == '"' ? plainText(from + 1) : NOT_PLAIN;
    return quote - from <= MAX_NAME ? quote : NOT_PLAIN;
  }

  /** The begin of the value after the name's closing quote. */
  public int afterName(int quote) {
    if (quote < 0) {
      return NOT_PLAIN;
    }
    int colon = space(quote + 1);
    return at(colon) == ':' ? space(colon + 1) : NOT_PLAIN;
  }

  /** The closing quote of the name that begins here, if it is not long. */
  int name(int from) {
    int end = at(from) == '"' ? skipString(from + 1) : NOT_PLAIN;
    return end < 0 || end - from > MAX_NAME ? NOT_PLAIN : end - 1;
  }

  /** Whether the string that was skipped last has escapes. */
  public boolean hadEscapes() {
    return escapes;
  }

  /** What follows the closing quote of the string whose text begins here. */
  int skipString(int from) {
    int at = special(from);
    escapes = false;
    while (at(at) == '\\') {
      escapes = true;
      int escape = escape(at + 1);
      if (escape < 0) {
        return NOT_PLAIN;
      }
      at = special(escape);
    }
    return at(at) == '"' ? at + 1 : NOT_PLAIN;
  }

  private int escape(int at) {
    switch (at(at)) {
      case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
        return at + 1;
      case 'u':
        for (int i = at + 1; i <= at + 4; i++) {
          if (Character.digit(at(i), 16) < 0) {
            return NOT_PLAIN;
          }
        }
        return at + 5;
      default:
        return NOT_PLAIN;
    }
  }

  /** The first quote, backslash or control character from here on; or the end of the text. */
  private int special(int from) {
    int at = from;
    while (at + Long.BYTES <= to) {
      long eight = (long) EIGHT.get(bytes, at);
      long control = (eight - 0x20 * ONES) & ~eight;
      long quote = eight ^ '"' * ONES;
      long backslash = eight ^ '\\' * ONES;
      long found =
          (control | (quote - ONES) & ~quote | (backslash - ONES) & ~backslash) & HIGH_BITS;
      if (found != 0) {
        return at + (Long.numberOfTrailingZeros(found) >>> 3); // the lowest is never a borrow's
      }
      at += Long.BYTES;
    }
    while (at < to
        && bytes[at] != '"'
        && bytes[at] != '\\'
        && (bytes[at] < 0 || bytes[at] >= ' ')) {
      at++;
    }
    return at;
  }

  /** What follows the value that begins here, whatever it is, if it is not deep or wide. */
  public int skipValue(int from) {
    return skipValue(from, 0);
  }

  private int skipValue(int from, int depth) {
    return switch (at(from)) {
      case '{' -> skipMembers(from, '}', depth + 1);
      case '[' -> skipMembers(from, ']', depth + 1);
      case '"' -> skipString(from + 1);
      case 't' -> skipWord(from, "true");
      case 'f' -> skipWord(from, "false");
      case 'n' -> skipWord(from, "null");
      default -> skipNumber(from);
    };
  }

  /** What follows the object or array that begins here. */
  private int skipMembers(int from, char end, int depth) {
    int at = space(from + 1);
    if (at(at) == end) {
      return at + 1;
    }
    at--;
    int members = 0;
    do {
      int value = space(at + 1);
      if (end == '}') {
        value = afterName(name(value));
        members++;
      }
      int past = value < 0 || depth == MAX_DEPTH ? NOT_PLAIN : skipValue(value, depth);
      if (past < 0) {
        return NOT_PLAIN;
      }
      at = space(past);
    } while (at(at) == ',');
    return at(at) == end && members <= JsonReader.MAX_MEMBERS ? at + 1 : NOT_PLAIN;
  }

  /** What follows the word, if the value that begins here is it. */
  int skipWord(int from, String word) {
    for (int i = 0; i < word.length(); i++) {
      if (at(from + i) != word.charAt(i)) {
        return NOT_PLAIN;
      }
    }
    return from + word.length();
  }

  /** What follows the number that begins here. */
  int skipNumber(int from) {
    int at = skipWhole(from);
    if (at(at) == '.') {
      at = skipDigits(at + 1);
    }
    if (at(at) == 'e' || at(at) == 'E') {
      at++;
      at = skipDigits(at(at) == '+' || at(at) == '-' ? at + 1 : at);
    }
    return at - from <= MAX_NUMBER ? at : NOT_PLAIN;
  }

  /** What follows the whole number that begins here: a sign, and digits without a leading 0. */
  public int skipWhole(int from) {
    int first = at(from) == '-' ? from + 1 : from;
    return at(first) == '0' ? first + 1 : skipDigits(first);
  }

  private int skipDigits(int from) {
    int at = from;
    while (at(at) >= '0' && at(at) <= '9') {
      at++;
    }
    return at == from ? NOT_PLAIN : at;
  }
}
