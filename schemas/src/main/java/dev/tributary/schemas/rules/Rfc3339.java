package dev.tributary.schemas.rules;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;

/** RFC 3339 date-times, read without garbage: one is in every event. */
public final class Rfc3339 {
  /** The rule, for messages. */
  public static final String RULE =
      "must be an RFC 3339 date-time such as 2026-11-24T01:02:03.456Z";

  /** What {@link #parseMillis} answers when the text is none. */
  public static final long INVALID = Long.MIN_VALUE;

  private static final int SHORTEST = 20; // 2026-11-24T01:02:03Z

  private Rfc3339() {}

  /**
   * Milliseconds since the epoch, cut (not rounded) below the millisecond, or {@link #INVALID}. A
   * leap second (60) counts as the first of the next minute.
   */
  public static long parseMillis(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return parseMillis(utf8, 0, utf8.length);
  }

  /** The same of UTF-8 bytes from one index to before another. */
  public static long parseMillis(byte[] text, int from, int to) {
    if (to - from < SHORTEST
        || text[from + 4] != '-'
        || text[from + 7] != '-'
        || !isOneOf(text[from + 10], 'T', 't')
        || text[from + 13] != ':'
        || text[from + 16] != ':') {
      return INVALID;
    }
    int year = digits(text, from, from + 4);
    int month = digits(text, from + 5, from + 7);
    int day = digits(text, from + 8, from + 10);
    int hour = digits(text, from + 11, from + 13);
    int minute = digits(text, from + 14, from + 16);
    int second = digits(text, from + 17, from + 19);
    if (year < 0 || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0) {
      return INVALID;
    }
    if (second > 60) {
      return INVALID;
    }
    int at = from + 19;
    int millis = 0;
    if (text[at] == '.') {
      int start = ++at;
      int scale = 100;
      while (at < to && isDigit(text[at])) {
        millis += (text[at] - '0') * scale;
        scale /= 10;
        at++;
      }
      if (at == start) {
        return INVALID;
      }
    }
    long offset = offsetSeconds(text, at, to);
    long date = epochDay(year, month, day);
    if (offset == INVALID || date == INVALID) {
      return INVALID;
    }
    return (date * 86_400 + hour * 3_600 + minute * 60 + second - offset) * 1_000 + millis;
  }

  private static long offsetSeconds(byte[] text, int at, int to) {
    int left = to - at;
    if (left == 1 && isOneOf(text[at], 'Z', 'z')) {
      return 0;
    }
    if (left != 6 || !isOneOf(text[at], '+', '-') || text[at + 3] != ':') {
      return INVALID;
    }
    int hours = digits(text, at + 1, at + 3);
    int minutes = digits(text, at + 4, at + 6);
    if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) {
      return INVALID;
    }
    long seconds = hours * 3_600L + minutes * 60L;
    return text[at] == '-' ? -seconds : seconds;
  }

  private static long epochDay(int year, int month, int day) {
    try {
      return LocalDate.of(year, month, day).toEpochDay();
    } catch (DateTimeException noSuchDay) {
      return INVALID;
    }
  }

  /** The number in [from, to), or -1 when one of the characters is no digit. */
  private static int digits(byte[] text, int from, int to) {
    int value = 0;
    for (int i = from; i < to; i++) {
      byte c = text[i];
      if (!isDigit(c)) {
        return -1;
      }
      value = value * 10 + c - '0';
    }
    return value;
  }

  private static boolean isDigit(byte c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isOneOf(byte c, char one, char other) {
    return c == one || c == other;
  }
}
