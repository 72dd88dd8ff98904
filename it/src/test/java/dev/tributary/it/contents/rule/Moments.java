package dev.tributary.it.contents.rule;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** RFC 3339: which texts are an instant, and which. */
public final class Moments {
  private static final Pattern FORM =
      Pattern.compile(
          "([0-9]{4})-([0-9]{2})-([0-9]{2})[Tt]([0-9]{2}):([0-9]{2}):([0-9]{2})"
              + "(?:\\.([0-9]++))?(?:[Zz]|([+-])([0-9]{2}):([0-9]{2}))");

  private Moments() {}

  /** Milliseconds since the epoch, cut below; empty when the text is no instant. */
  public static OptionalLong millis(String text) {
    Matcher found = FORM.matcher(text);
    if (!found.matches()) {
      return OptionalLong.empty();
    }
    int[] part = new int[7];
    for (int i = 1; i <= 6; i++) {
      part[i] = Integer.parseInt(found.group(i));
    }
    String fraction = found.group(7) == null ? "" : found.group(7);
    long millis = Long.parseLong((fraction + "000").substring(0, 3));
    long offset = 0;
    if (found.group(8) != null) {
      int hours = Integer.parseInt(found.group(9));
      int minutes = Integer.parseInt(found.group(10));
      if (hours > 23 || minutes > 59) {
        return OptionalLong.empty();
      }
      offset = (found.group(8).equals("-") ? -60L : 60L) * (hours * 60L + minutes);
    }
    if (part[4] > 23 || part[5] > 59 || part[6] > 60) {
      return OptionalLong.empty();
    }
    try {
      long day = LocalDate.of(part[1], part[2], part[3]).toEpochDay();
      long seconds = day * 86_400 + part[4] * 3_600L + part[5] * 60L + part[6] - offset;
      return OptionalLong.of(seconds * 1_000 + millis);
    } catch (DateTimeException noSuchDay) {
      return OptionalLong.empty();
    }
  }
}
