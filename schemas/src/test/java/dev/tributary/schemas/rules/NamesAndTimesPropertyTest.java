package dev.tributary.schemas.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.StringLength;

/** Laws of names and times. */
final class NamesAndTimesPropertyTest {
  private static final long YEAR_1_SECOND = -62_135_510_400L; // one day in, for any offset
  private static final long YEAR_9999_SECOND = 253_402_214_400L;

  @Property(tries = 300)
  void makesAnEventTypeOfEveryForeignName(@ForAll String name) {
    assertThat(EventTypes.problem(EventTypes.fromForeignName(name))).isEmpty();
  }

  @Property(tries = 300)
  void keepsAForeignNameThatIsAnEventType(
      @ForAll @StringLength(max = 70) @Chars({'a', 'b', 'z', '0', '9', '_'}) String name) {
    Assume.that(EventTypes.isValid(name) && !name.contains("__"));
    assertThat(EventTypes.fromForeignName(name)).isEqualTo(name);
  }

  @Property(tries = 300)
  void namesThatLoseTheirCharactersStayApart(
      @ForAll @StringLength(max = 20) String one, @ForAll @StringLength(max = 20) String other) {
    Assume.that(!one.equals(other));
    String[] types = {
      EventTypes.fromForeignName("é" + one), EventTypes.fromForeignName("é" + other)
    };
    assertThat(types[0]).isNotEqualTo(types[1]);
  }

  @Property(tries = 300)
  void timesAreReadAsTheJdkReadsThem(
      @ForAll @LongRange(min = YEAR_1_SECOND, max = YEAR_9999_SECOND) long second,
      @ForAll @IntRange(max = 999_999_999) int nanos,
      @ForAll @IntRange(min = -17 * 60, max = 17 * 60) int offsetMinutes) {
    ZoneOffset offset = ZoneOffset.ofTotalSeconds(60 * offsetMinutes);
    OffsetDateTime time = LocalDateTime.ofEpochSecond(second, nanos, offset).atOffset(offset);
    String text = time.format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
    assertThat(Rfc3339.parseMillis(text)).isEqualTo(time.toInstant().toEpochMilli());
  }
}
