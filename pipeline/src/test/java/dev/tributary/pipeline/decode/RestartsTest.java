package dev.tributary.pipeline.decode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.ledger.record.Lane;
import org.junit.jupiter.api.Test;

final class RestartsTest {
  private static final Lane ONE = new Lane("events", 1, "topic-id");
  private static final Lane TWO = new Lane("events", 2, "topic-id");

  @Test
  void tellWhereAJobBeginsForTheThirdTime() {
    Restarts restarts = Restarts.of("launch-1");
    assertThat(restarts.begin(ONE, 7)).isEmpty();
    assertThat(restarts.begin(TWO, 7)).isEmpty();
    assertThat(Restarts.of("launch-1").begin(ONE, 7)).isEmpty();
    assertThat(Restarts.of("launch-2").begin(ONE, 7)).isEmpty();
    assertThat(Restarts.of("launch-1").begin(ONE, 7))
        .contains(
            "The job has begun at one position 3 times, and committed nothing from there"
                + " topic=events partition=1 offset=7: see the exception above");
    assertThat(restarts.begin(ONE, 7)).isPresent();
  }

  @Test
  void areForgottenWithACommit() {
    Restarts restarts = Restarts.of("launch-3");
    restarts.begin(ONE, 7);
    restarts.begin(ONE, 7);
    assertThat(restarts.begin(ONE, 8)).isEmpty();
    assertThat(restarts.begin(ONE, 8)).isEmpty();
  }
}
