package dev.tributary.it.contents.form;

import dev.tributary.it.contents.json.Json;
import dev.tributary.it.contents.make.Draw;
import dev.tributary.it.contents.rule.When;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Times as Segment's SDKs send them: RFC 3339, the epoch in four units as number or text, an offset
 * without colon, a blank for the T, Go's default form; and what nobody can read.
 *
 * @param json the value of {@code timestamp}
 */
record SegmentTimes(Json json, When when) {
  private static final long MINUTE = 60_000;

  static SegmentTimes of(Instant base, Draw draw) {
    long millis = base.toEpochMilli() + draw.between(-20 * MINUTE, 2 * MINUTE);
    Instant time = Instant.ofEpochMilli(millis);
    return switch (draw.below(10)) {
      case 0 -> text(form("uuuu-MM-dd'T'HH:mm:ss.SSSxx", time, draw.of(0, 3_600)), millis);
      case 1 -> text(form("uuuu-MM-dd HH:mm:ss.SSSxxx", time, draw.of(0, 3_600)), millis);
      case 2 -> text(form("uuuu-MM-dd HH:mm:ss.SSSSSSSSS xx 'UTC'", time, 0), millis);
      case 3 -> epoch(String.valueOf(millis / 1_000), millis / 1_000 * 1_000, draw);
      case 4 -> epoch(String.valueOf(millis), millis, draw);
      case 5 -> epoch(millis + "123", millis, draw);
      case 6 -> epoch(millis + "123456", millis, draw);
      case 7 ->
          draw.onceIn(3)
              ? new SegmentTimes(
                  new Json.Str(draw.of("yesterday", "2026", "11/24/2026", "2026-02-30T00:00:00Z")),
                  new When(When.Kind.UNREADABLE, 0, ""))
              : text(time.toString(), millis);
      default -> text(form("uuuu-MM-dd'T'HH:mm:ss.SSSXXX", time, draw.of(0, -7_200)), millis);
    };
  }

  /** By the client's clock: what lies between its own two times is right. */
  static SegmentTimes corrected(Instant sentAt, Draw draw) {
    long before = draw.between(0, 20 * MINUTE);
    String text = sentAt.minusMillis(before).toString();
    return new SegmentTimes(new Json.Str(text), new When(When.Kind.BEFORE, before, ""));
  }

  private static SegmentTimes text(String text, long millis) {
    return new SegmentTimes(new Json.Str(text), new When(When.Kind.ABOUT, millis, ""));
  }

  private static SegmentTimes epoch(String digits, long millis, Draw draw) {
    Json json = draw.onceIn(2) ? new Json.Num(digits) : new Json.Str(digits);
    return new SegmentTimes(json, new When(When.Kind.ABOUT, millis, ""));
  }

  private static String form(String pattern, Instant time, int offsetSeconds) {
    var offset = ZoneOffset.ofTotalSeconds(offsetSeconds);
    return DateTimeFormatter.ofPattern(pattern).format(time.atOffset(offset));
  }
}
