package dev.tributary.ingest.format.segment;

import dev.tributary.schemas.rules.Rfc3339;
import java.math.BigDecimal;

/**
 * Times in the shapes that Segment's SDKs send: RFC 3339, also with a blank for the {@code T}, an
 * offset without colon, or Go's default form; and the epoch in seconds, milliseconds, microseconds
 * or nanoseconds. Text without an offset is no time: its clock is not known.
 */
final class ExternalTimes {
  private static final int MAX_LENGTH = 100;
  private static final int MAX_NUMBER_LENGTH = 40;
  private static final int DATE_LENGTH = 10;

  /** Seconds of 1973 to 5138, the same in ms, and so on: what is less can be anything. */
  private static final BigDecimal LEAST = BigDecimal.valueOf(100_000_000L);

  private static final int STEP_DIGITS = 3;
  private static final int UNITS = 4;

  private final String text;
  private int at;

  private ExternalTimes(String text) {
    this.text = text;
  }

  /** Milliseconds since the epoch, or {@link Rfc3339#INVALID}. */
  static long parseMillis(String text) {
    if (text.length() > MAX_LENGTH) {
      return Rfc3339.INVALID;
    }
    long plain = Rfc3339.parseMillis(text);
    if (plain != Rfc3339.INVALID) {
      return plain;
    }
    String stripped = text.strip();
    return isNumber(stripped) ? epoch(stripped) : new ExternalTimes(stripped).date();
  }

  private static boolean isNumber(String text) {
    boolean digit = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      digit |= isDigit(c);
      boolean sign = c == '+' || c == '-';
      boolean exponent = digit && (c == 'e' || c == 'E');
      boolean afterExponent = i > 0 && (text.charAt(i - 1) | 0x20) == 'e';
      if (!isDigit(c) && c != '.' && !exponent && !(sign && afterExponent)) {
        return false;
      }
    }
    return digit && text.length() <= MAX_NUMBER_LENGTH;
  }

  private static long epoch(String number) {
    BigDecimal value;
    try {
      value = new BigDecimal(number);
    } catch (NumberFormatException none) {
      return Rfc3339.INVALID;
    }
    BigDecimal least = LEAST;
    for (int unit = 0; unit < UNITS; unit++) {
      BigDecimal next = least.movePointRight(STEP_DIGITS);
      if (value.compareTo(least) >= 0 && value.compareTo(next) < 0) {
        return value.movePointRight(STEP_DIGITS - STEP_DIGITS * unit).longValue();
      }
      least = next;
    }
    return Rfc3339.INVALID;
  }

  private long date() {
    if (text.length() <= DATE_LENGTH) {
      return Rfc3339.INVALID;
    }
    at = DATE_LENGTH;
    if (!accept('T') && !accept('t') && !accept(' ')) {
      return Rfc3339.INVALID;
    }
    int time = at;
    while (at < text.length() && (isDigit(here()) || here() == ':' || here() == '.')) {
      at++;
    }
    String clock = text.substring(time, at);
    boolean blank = accept(' ');
    String offset = offset();
    boolean rest = at == text.length() || blank && isGoEnd();
    return offset.isEmpty() || !rest
        ? Rfc3339.INVALID
        : Rfc3339.parseMillis(text.substring(0, DATE_LENGTH) + "T" + clock + offset);
  }

  /** In the form of RFC 3339; empty when there is none. */
  private String offset() {
    if (accept('Z') || accept('z')) {
      return "Z";
    }
    if (at < text.length() && (here() == '+' || here() == '-')) {
      int sign = at++;
      int hours = at;
      digits(2);
      boolean colon = at == hours + 2 && accept(':');
      int minutes = at;
      digits(2);
      int given = at - minutes;
      if (minutes - hours < 2 || given == 1 || colon && given == 0) {
        return "";
      }
      String ofMinutes = given == 0 ? "00" : text.substring(minutes, at);
      return text.substring(sign, hours + 2) + ":" + ofMinutes;
    }
    if (text.startsWith("UTC", at) || text.startsWith("GMT", at)) {
      at += 3;
      return "Z";
    }
    return "";
  }

  /** Go writes the zone's name behind its offset, and the reading of its monotonic clock. */
  private boolean isGoEnd() {
    if (!accept(' ')) {
      return false;
    }
    if (!text.startsWith("m=", at)) {
      while (at < text.length() && here() != ' ') {
        if (!isDigit(here()) && !isLetter(here()) && here() != '+' && here() != '-') {
          return false;
        }
        at++;
      }
      if (at == text.length()) {
        return true;
      }
      at++;
    }
    if (!text.startsWith("m=", at)) {
      return false;
    }
    at += 2;
    while (at < text.length()
        && (isDigit(here()) || here() == '+' || here() == '-' || here() == '.')) {
      at++;
    }
    return at == text.length();
  }

  private void digits(int most) {
    int end = Math.min(text.length(), at + most);
    while (at < end && isDigit(here())) {
      at++;
    }
  }

  private boolean accept(char c) {
    boolean is = at < text.length() && here() == c;
    at += is ? 1 : 0;
    return is;
  }

  private char here() {
    return text.charAt(at);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }
}
