package dev.tributary.pipeline.keep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.schemas.columns.LakeTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PartitionFilterTest {
  private static final String HOUR = "events/event_type=t/dt=2026-11-24/hour=10";

  @Test
  void takesThePartitionsThatItNames() {
    assertThat(PartitionFilter.ALL.test(HOUR)).isTrue();
    assertThat(PartitionFilter.ALL.test("dead_letters/dt=2026-11-24")).isFalse();
    PartitionFilter one = events("dt='2026-11-24' AND event_type = 't'");
    assertThat(one.test(HOUR)).isTrue();
    assertThat(one.test(HOUR.replace("=t/", "=u/"))).isFalse();
    assertThat(events("hour='11'").test(HOUR)).isFalse();
    assertThat(
            PartitionFilter.parse(LakeTable.DEAD_LETTERS, "dt='2026-11-24'")
                .test("dead_letters/dt=2026-11-24"))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"hour=10", "hour>'10'", "day='1'", "dt='a' OR dt='b'", "x", "hour='1"})
  void refusesWhatItDoesNotKnow(String text) {
    assertThatThrownBy(() -> events(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("--where must be COLUMN='VALUE', joined by AND, of the columns")
        .hasMessageEndingWith(text);
  }

  private static PartitionFilter events(String text) {
    return PartitionFilter.parse(LakeTable.EVENTS, text);
  }
}
