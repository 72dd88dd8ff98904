package dev.tributary.pipeline.decode;

import dev.tributary.pipeline.outcome.Outcome;
import dev.tributary.pipeline.outcome.Outcomes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Puts outcomes of one lane, as they come, together into runs of one hour. */
final class HourRuns {
  private final Consumer<Outcomes> out;
  private List<Outcome> run = new ArrayList<>();
  private long hourMillis;

  /** Gives each run out when the next begins, and the last at {@link #end}. */
  HourRuns(Consumer<Outcomes> out) {
    this.out = out;
  }

  void add(Outcome outcome) {
    long hour = Outcomes.hourOf(outcome);
    if (hour != hourMillis) {
      end();
      hourMillis = hour;
    }
    run.add(outcome);
  }

  void end() {
    if (!run.isEmpty()) {
      out.accept(new Outcomes(run));
      run = new ArrayList<>();
    }
  }
}
