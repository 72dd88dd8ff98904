package dev.tributary.pipeline.decode;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class LateHoursTest {
  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;
  private static final long NOW = 500_000 * HOUR;
  private static final int MOST = 3;

  private LateHours late = new LateHours();

  @Test
  void letSomeNewOnesInEachMinute() {
    assertThat(entered("a", NOW, 10)).isEqualTo(MOST);
    assertThat(entered("b", NOW + MINUTE - 1, 10)).isZero();
    assertThat(entered("b", NOW + MINUTE, 10)).isEqualTo(MOST);
  }

  @Test
  void takeATypeAndItsHourForOne() {
    assertThat(late.enter("a", 1, NOW, 1)).isTrue();
    assertThat(late.enter("b", 1, NOW, 1)).isFalse();
    assertThat(late.enter("a", 2, NOW, 1)).isFalse();
    assertThat(late.enter("a", 1, NOW, 1)).isTrue();
  }

  @Test
  void letOneInAgainForAsLongAsItIsUsed() {
    late.enter("a", 1, NOW, 1);
    for (long time = NOW; time < NOW + 9 * HOUR; time += HOUR) {
      late.enter("other " + time, 1, time + 2 * MINUTE, 1); // takes the minute's place
      assertThat(late.enter("a", 1, time + 2 * MINUTE, 1)).isTrue();
    }
    late.enter("other", 1, NOW + 11 * HOUR, 1);
    assertThat(late.enter("a", 1, NOW + 11 * HOUR, 1)).as("after two hours without it").isFalse();
  }

  @Test
  void stayInTheirMinuteWhereTimeGoesBack() {
    assertThat(entered("a", NOW, 10)).isEqualTo(MOST);
    assertThat(entered("b", NOW - 5 * HOUR, 10)).isZero();
    assertThat(late.enter("a", 0, NOW - 5 * HOUR, MOST)).isTrue();
  }

  @Test
  void areBoundedWhateverComes() {
    int most = 0;
    for (long time = NOW; time < NOW + 10 * HOUR; time += MINUTE) {
      entered("type " + time, time, 10);
      for (long before = NOW; before <= time; before += MINUTE) {
        late.enter("type " + before, 0, time, MOST); // used again and again
      }
      most = Math.max(most, late.bytes().length);
    }
    assertThat(most).isLessThanOrEqualTo(20 + 2 * 16 * 60 * MOST);
  }

  @Test
  void areTheSameFromTheirBytes() {
    entered("a", NOW - HOUR, 2);
    entered("b", NOW, 2);
    assertThat(late.takeChanged()).isTrue();
    assertThat(late.takeChanged()).isFalse();
    late = LateHours.of(late.bytes());
    assertThat(late.takeChanged()).isFalse();
    assertThat(entered("c", NOW, 10)).as("what the minute has left").isEqualTo(MOST - 2);
    assertThat(entered("a", NOW, 2) + entered("b", NOW, 2)).isEqualTo(4);
  }

  @Test
  void letNoneInWhereNoneMay() {
    assertThat(late.enter("a", 1, NOW, 0)).isFalse();
  }

  private int entered(String type, long time, int hours) {
    int entered = 0;
    for (int hour = 0; hour < hours; hour++) {
      entered += late.enter(type, hour, time, MOST) ? 1 : 0;
    }
    return entered;
  }
}
