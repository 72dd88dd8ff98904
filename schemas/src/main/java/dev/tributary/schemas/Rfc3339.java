package dev.tributary.schemas;

import java.time.DateTimeException;
import java.time.LocalDate;

/** RFC 3339 date-times, read without garbage: one is in every event. */
public final class Rfc3339 {
  /** The rule, for messages. */
  public static final String RULE =
      "must be an RFC 3339 date-time such as 2026-11-24T01:02:03.456Z";

  /** What {@link #parseMillis} answers when the text is none. */
  public static final long INVALID = Long.MIN_VALUE;

  private Rfc3339() {}

  /**
   * Milliseconds since the epoch, cut (not rounded) below the millisecond, or {@link #INVALID}. A
   * leap second (60) counts as the first of the next minute.
   */
  public static long parseMillis(String text) {
    int length = text.length();
    if (length < 20
        || text.charAt(4) != '-'
        || text.charAt(7) != '-'
        || !isOneOf(text.charAt(10), 'T', 't')
        || text.charAt(13) != ':'
        || text.charAt(16) != ':') {
      return INVALID;
    }
    int year = digits(text, 0, 4);
    int month = digits(text, 5, 7);
    int day = digits(text, 8, 10);
    int hour = digits(text, 11, 13);
    int minute = digits(text, 14, 16);
    int second = digits(text, 17, 19);
    if (year < 0 || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0) {
      return INVALID;
    }
    if (second > 60) {
      return INVALID;
    }
    int at = 19;
    int millis = 0;
    if (text.charAt(at) == '.') {
      int start = ++at;
      int scale = 100;
      while (at < length && isDigit(text.charAt(at))) {
        millis += (text.charAt(at) - '0') * scale;
        scale /= 10;
        at++;
      }
      if (at == start) {
        return INVALID;
      }
    }
    long offset = offsetSeconds(text, at);
    long date = epochDay(year, month, day);
    if (offset == INVALID || date == INVALID) {
      return INVALID;
    }
    return (date * 86_400 + hour * 3_600 + minute * 60 + second - offset) * 1_000 + millis;
  }

  private static long offsetSeconds(String text, int at) {
    int left = text.length() - at;
    if (left == 1 && isOneOf(text.charAt(at), 'Z', 'z')) {
      return 0;
    }
    if (left != 6 || !isOneOf(text.charAt(at), '+', '-') || text.charAt(at + 3) != ':') {
      return INVALID;
    }
    int hours = digits(text, at + 1, at + 3);
    int minutes = digits(text, at + 4, at + 6);
    if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) {
      return INVALID;
    }
    long seconds = hours * 3_600L + minutes * 60L;
    return text.charAt(at) == '-' ? -seconds : seconds;
  }

  private static long epochDay(int year, int month, int day) {
    try {
      return LocalDate.of(year, month, day).toEpochDay();
    } catch (DateTimeException noSuchDay) {
      return INVALID;
    }
  }

  /** The number in [from, to), or -1 when one of the characters is no digit. */
  private static int digits(String text, int from, int to) {
    int value = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (!isDigit(c)) {
        return -1;
      }
      value = value * 10 + c - '0';
    }
    return value;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isOneOf(char c, char one, char other) {
    return c == one || c == other;
  }
}
