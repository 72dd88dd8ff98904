package dev.tributary.pipeline.decode;

import dev.tributary.pipeline.outcome.HourlyOutcomes;
import dev.tributary.pipeline.outcome.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Puts outcomes of one lane, as they come, together into runs of one hour. */
final class HourRuns {
  private final Consumer<HourlyOutcomes> out;
  private List<Outcome> run = new ArrayList<>();
  private long hourMillis;

  /** Gives each run out when the next begins, and the last at {@link #end}. */
  HourRuns(Consumer<HourlyOutcomes> out) {
    this.out = out;
  }

  void add(Outcome outcome) {
    long hour = HourlyOutcomes.hourOf(outcome);
    if (hour != hourMillis) {
      end();
      hourMillis = hour;
    }
    run.add(outcome);
  }

  void end() {
    if (!run.isEmpty()) {
      out.accept(new HourlyOutcomes(run));
      run = new ArrayList<>();
    }
  }
}
