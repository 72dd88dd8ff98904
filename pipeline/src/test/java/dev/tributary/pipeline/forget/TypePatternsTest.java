package dev.tributary.pipeline.forget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TypePatternsTest {
  @Test
  void choosesByNameAndByTheBeginOfAName() {
    Set<String> types = Set.of("test", "tests", "junk_1", "junk_2", "junk", "message");
    assertThat(TypePatterns.of("test, junk_*").in(types))
        .containsExactly("junk_1", "junk_2", "test");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "message  | --type must be undeclared: message is message",
        "mess*    | --type must be undeclared: mess* is message",
        "a,Junk   | --type must match [a-z][a-z0-9_]{0,63} and not be one of",
        "junk*_1  | --type must match",
        "*        | --type must match",
        "','      | --type must name an event type"
      })
  void refusesWhatCanBeNoUndeclaredType(String list, String message) {
    assertThatThrownBy(() -> TypePatterns.of(list))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }
}
