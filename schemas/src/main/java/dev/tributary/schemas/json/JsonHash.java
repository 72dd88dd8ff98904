package dev.tributary.schemas.json;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * A hash of a JSON value, whatever way it is spelled: the order of members, white space and escapes
 * don't matter, the last of two equal names wins, and numbers count by their value. Linear in the
 * bytes. {@link FastValue} makes the same out of the same parts.
 */
public final class JsonHash {
  static final long NULL = 0x2545F4914F6CDD1DL;
  static final long TRUE = 0x5851F42D4C957F2DL;
  static final long FALSE = 0x14057B7EF767814FL;
  static final long ARRAY = 0x369DEA0F31A53F85L;

  private static final long OBJECT = 0x6A09E667F3BCC909L;
  private static final long NUMBER = 0x3C6EF372FE94F82BL;
  private static final long TEXT = 0xA54FF53A5F1D36F1L;
  private static final long HALF_TEXT = 0x510E527FADE682D1L;
  private static final long ODD = 0x9E3779B97F4A7C15L;
  private static final int DIGITS_OF_LONG = 18;

  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private JsonHash() {}

  /** As an event holds it; {@code to} is 0 where there is no value, and so is the hash. */
  public static int of(byte[] bytes, int from, int to) throws IOException {
    if (to == 0) {
      return 0;
    }
    try (JsonReader reader = JsonReader.of(bytes, from, to)) {
      reader.next();
      return fold(of(reader));
    }
  }

  public static int fold(long hash) {
    return (int) (hash ^ hash >>> 32);
  }

  /** Of the value at the reader, which stands at its end afterwards. */
  public static long of(JsonReader reader) throws IOException {
    switch (reader.token()) {
      case START_OBJECT:
        return object(reader);
      case START_ARRAY:
        long array = ARRAY;
        while (reader.next() != JsonToken.END_ARRAY) {
          array = element(array, of(reader));
        }
        return array;
      case VALUE_STRING:
        return text(reader.text());
      case VALUE_NUMBER_INT:
      case VALUE_NUMBER_FLOAT:
        byte[] digits = reader.text().getBytes(StandardCharsets.US_ASCII);
        return number(digits, 0, digits.length);
      case VALUE_TRUE:
        return TRUE;
      case VALUE_FALSE:
        return FALSE;
      default:
        return NULL;
    }
  }

  private static long object(JsonReader reader) throws IOException {
    Map<String, Long> members = new HashMap<>();
    while (reader.next() != JsonToken.END_OBJECT) {
      String name = reader.name();
      reader.next();
      members.put(name, of(reader));
    }
    long sum = 0;
    for (Map.Entry<String, Long> member : members.entrySet()) {
      sum += member(text(member.getKey()), member.getValue());
    }
    return object(sum);
  }

  /** Of an object whose members have this sum. */
  static long object(long sum) {
    return mix(sum + OBJECT);
  }

  /** Of a name and its value; members are added up, in any order. */
  static long member(long name, long value) {
    return mix(mix(name) + value);
  }

  /** Of an array with one more element; {@link #ARRAY} is the empty one. */
  static long element(long array, long value) {
    return mix(array * ODD + value);
  }

  private static long text(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return textWithSurrogates(text);
      }
    }
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return text(utf8, 0, utf8.length);
  }

  /** Half a pair is not UTF-8: it comes of an escape only. */
  private static long textWithSurrogates(String text) {
    if (StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
      return text(utf8, 0, utf8.length);
    }
    byte[] characters = new byte[2 * text.length()];
    for (int i = 0; i < text.length(); i++) {
      characters[2 * i] = (byte) (text.charAt(i) >>> 8);
      characters[2 * i + 1] = (byte) text.charAt(i);
    }
    return mix(text(characters, 0, characters.length) + HALF_TEXT);
  }

  /** Of a text, by its UTF-8. */
  public static long text(byte[] utf8, int from, int to) {
    long hash = TEXT + to - from;
    int at = from;
    for (; at + Long.BYTES <= to; at += Long.BYTES) {
      hash = step(hash, (long) EIGHT.get(utf8, at));
    }
    int left = to - at;
    if (left == 0) {
      return hash;
    }
    if (at + Long.BYTES <= utf8.length) {
      return step(hash, (long) EIGHT.get(utf8, at) & -1L >>> Long.SIZE - 8 * left);
    }
    long last = 0;
    for (int i = 0; i < left; i++) {
      last |= (utf8[at + i] & 0xFFL) << 8 * i;
    }
    return step(hash, last);
  }

  /** The halves of a product, folded; what was before stays in it, also where that is zero. */
  private static long step(long hash, long eight) {
    long one = hash ^ eight;
    return one * ODD ^ Math.multiplyHigh(one, ODD) ^ Long.rotateLeft(hash, 29);
  }

  /** Of a number by its value, from its text: 1.0, 10e-1 and 1 are one. */
  static long number(byte[] text, int from, int to) {
    int at = text[from] == '-' ? from + 1 : from;
    long hash = NUMBER;
    long digits = 0; // up to 18 of them, the first one is none of 0
    int count = 0;
    int zeros = 0; // which count when another digit follows
    long point = 0; // how many places the first digit is before the point
    boolean fraction = false;
    for (; at < to && (text[at] | 0x20) != 'e'; at++) {
      if (text[at] == '.') {
        fraction = true;
        continue;
      }
      int digit = text[at] - '0';
      boolean leading = count == 0 && digit == 0;
      if (!fraction && !leading) {
        point++;
      } else if (fraction && leading) {
        point--;
      }
      if (leading) {
        continue;
      }
      if (digit == 0) {
        zeros++;
        continue;
      }
      for (; zeros >= 0; zeros--) {
        if (count > 0 && count % DIGITS_OF_LONG == 0) {
          hash = step(hash, digits);
          digits = 0;
        }
        digits = 10 * digits + (zeros == 0 ? digit : 0);
        count++;
      }
      zeros = 0;
    }
    if (count == 0) {
      return NUMBER; // no sign and no exponent changes nothing
    }
    hash = step(step(hash, digits), text[from] == '-' ? -count : count);
    return mix(step(hash, at < to ? exponent(text, at + 1, to, point) : point));
  }

  /** The exponent and the point as one number, or its hash where that is longer than a long. */
  private static long exponent(byte[] text, int from, int to, long point) {
    int at = text[from] == '-' || text[from] == '+' ? from + 1 : from;
    while (at < to - 1 && text[at] == '0') {
      at++;
    }
    if (to - at > DIGITS_OF_LONG) {
      var exponent = new BigInteger(new String(text, at, to - at, StandardCharsets.US_ASCII));
      byte[] exact =
          (text[from] == '-' ? exponent.negate() : exponent)
              .add(BigInteger.valueOf(point))
              .toByteArray();
      return exact.length <= Long.BYTES
          ? new BigInteger(exact).longValue()
          : text(exact, 0, exact.length);
    }
    long exponent = 0;
    for (; at < to; at++) {
      exponent = 10 * exponent + text[at] - '0';
    }
    return (text[from] == '-' ? -exponent : exponent) + point;
  }

  /** The finalizer of SplitMix64: every input bit reaches every output bit. */
  private static long mix(long value) {
    long z = (value ^ value >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return z ^ z >>> 31;
  }
}
