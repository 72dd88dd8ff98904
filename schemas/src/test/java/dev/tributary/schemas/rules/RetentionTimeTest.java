package dev.tributary.schemas.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RetentionTimeTest {
  @ParameterizedTest
  @ValueSource(strings = {"P1D", "P400D", "P36500D", "PT0S", "PT25H"})
  void readsWhatItWrites(String text) {
    assertThat(RetentionTime.text(RetentionTime.parse(text))).isEqualTo(text);
  }

  @Test
  void writesHoursThatAreDaysAsDays() {
    assertThat(RetentionTime.text(Duration.ofHours(48))).isEqualTo("P2D");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT23H", "P36501D", "-P1D", "30", "", "P1M"})
  void refusesOthersWithTheRule(String text) {
    assertThatThrownBy(() -> RetentionTime.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(RetentionTime.RULE + ": " + text);
  }
}
