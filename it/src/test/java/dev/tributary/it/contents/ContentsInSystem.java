package dev.tributary.it.contents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.it.contents.system.ContentsRun;
import dev.tributary.runners.processes.home.Endpoints;
import org.junit.jupiter.api.Test;

/**
 * Events in every form, in a system that runs: {@code UpIT} runs it in its own, since a start takes
 * a minute. {@code -Dcontents.seed=N} repeats a run that failed, {@code -Dcontents.events=N} makes
 * it longer.
 */
public abstract class ContentsInSystem {
  private static final int EVENTS = 5_000;
  private static final int MOST_OF_A_REQUEST = 60;

  /** The system. Nobody else sends events meanwhile. */
  protected abstract Endpoints system();

  @Test
  void storesWhatWasSentInEveryForm() throws Exception {
    long seed = Long.getLong("contents.seed", System.nanoTime());
    long events = Long.getLong("contents.events", EVENTS);
    ContentsRun.Outcome outcome = ContentsRun.of(system(), seed, events, MOST_OF_A_REQUEST);
    assertThat(outcome.differences())
        .as("differences, with -Dcontents.seed=%d again (%s)", seed, outcome)
        .isEmpty();
    assertThat(outcome.rows()).as("rows of %s", outcome).isGreaterThan(events / 2);
    assertThat(outcome.deadLetters()).as("dead letters of %s", outcome).isPositive();
  }
}
