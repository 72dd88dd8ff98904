package dev.tributary.pipeline.decode;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Puts outcomes of one lane, as they come, together into runs of one hour. */
final class HourRuns {
  private final Consumer<Outcomes> out;
  private Outcomes run;

  /** Gives each run out when the next begins, and the last at {@link #end}. */
  HourRuns(Consumer<Outcomes> out) {
    this.out = out;
  }

  void add(Outcome outcome) {
    if (run != null && run.take(outcome)) {
      return;
    }
    end();
    run = new Outcomes(new ArrayList<>(List.of(outcome)));
  }

  void end() {
    if (run != null) {
      out.accept(run);
      run = null;
    }
  }
}
