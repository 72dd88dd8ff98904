package dev.tributary.ingest.endpoints;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaitPreferenceTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "wait=5                            | 5",
        "respond-async, WAIT = 7           | 7",
        "wait=\"3\"; a=b, wait=9           | 3",
        "wait=0                            | 0",
        "wait=31                           | 30",
        "wait=999999999                    | 30",
        "wait=9999999999                   | -1",
        "wait=-1                           | -1",
        "wait=1.5                          | -1",
        "wait                              | -1",
        "wait=                             | -1",
        "return=minimal                    | -1",
        ",,;=,                             | -1"
      })
  void isTheFirstWaitThatIsAWholeNumberOfSeconds(String header, long seconds) {
    assertThat(WaitPreference.of(List.of(header)).map(Duration::toSeconds).orElse(-1L))
        .isEqualTo(seconds);
  }

  @Test
  void mayBeInAnyHeaderThatIsNotTooLong() {
    assertThat(WaitPreference.of(List.of("a", "wait=2"))).contains(Duration.ofSeconds(2));
    assertThat(WaitPreference.of(List.of(",".repeat(1_001), "wait=2"))).isEmpty();
    assertThat(WaitPreference.of(List.of())).isEmpty();
  }
}
