package dev.tributary.ingest.format.segment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** One moment is one time, in whatever shape a Segment SDK sends it. */
final class ExternalTimesPropertyTest {
  private static final long IN_1973_MILLIS = 100_000_000_000L;
  private static final long IN_2262_MILLIS = 9_223_372_036_854L;

  @Property(tries = 300)
  void readsEveryShapeOfAMoment(
      @ForAll @LongRange(min = IN_1973_MILLIS, max = IN_2262_MILLIS) long millis,
      @ForAll @IntRange(min = -14 * 60, max = 14 * 60) int offsetMinutes) {
    OffsetDateTime time =
        Instant.ofEpochMilli(millis).atOffset(ZoneOffset.ofTotalSeconds(60 * offsetMinutes));
    for (String pattern :
        List.of(
            "yyyy-MM-dd'T'HH:mm:ss.SSSXXX",
            "yyyy-MM-dd HH:mm:ss.SSSxxx",
            "yyyy-MM-dd'T'HH:mm:ss.SSSxx",
            "yyyy-MM-dd HH:mm:ss.SSS xx 'UTC m=+1.5'")) {
      String text = time.format(DateTimeFormatter.ofPattern(pattern));
      assertThat(ExternalTimes.parseMillis(text)).as(text).isEqualTo(millis);
    }
    for (String text : List.of("" + millis, millis + "000", millis + "000000", millis + ".5")) {
      assertThat(ExternalTimes.parseMillis(text)).as(text).isEqualTo(millis);
    }
    assertThat(ExternalTimes.parseMillis("" + millis / 1_000)).isEqualTo(millis / 1_000 * 1_000);
  }
}
