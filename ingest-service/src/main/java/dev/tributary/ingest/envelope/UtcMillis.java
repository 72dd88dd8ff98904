package dev.tributary.ingest.envelope;

import java.time.LocalDate;

/** Times as {@code 2026-11-24T01:02:03.456Z}. */
final class UtcMillis {
  private static final long DAY_MILLIS = 86_400_000;

  private UtcMillis() {}

  static String format(long epochMillis) {
    LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(epochMillis, DAY_MILLIS));
    int ofDay = (int) Math.floorMod(epochMillis, DAY_MILLIS);
    char[] text = "0000-00-00T00:00:00.000Z".toCharArray();
    digits(text, 0, 4, date.getYear());
    digits(text, 5, 2, date.getMonthValue());
    digits(text, 8, 2, date.getDayOfMonth());
    digits(text, 11, 2, ofDay / 3_600_000);
    digits(text, 14, 2, ofDay / 60_000 % 60);
    digits(text, 17, 2, ofDay / 1_000 % 60);
    digits(text, 20, 3, ofDay % 1_000);
    return new String(text);
  }

  private static void digits(char[] text, int from, int count, int value) {
    int left = value;
    for (int i = from + count - 1; i >= from; i--) {
      text[i] = (char) ('0' + left % 10);
      left /= 10;
    }
  }
}
