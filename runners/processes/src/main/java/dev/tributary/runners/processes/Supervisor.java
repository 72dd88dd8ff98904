package dev.tributary.runners.processes;

import dev.tributary.runners.processes.home.Home;
import java.time.Duration;
import java.util.List;

/**
 * Starts parts, keeps them running, and ends them in order. The parts come in the order in which
 * they are started when they all wait for each other; they end in the opposite one.
 */
public final class Supervisor {
  private static final Duration TICK = Duration.ofSeconds(1);

  private final PartStates states;
  private final Terminal terminal;
  private final List<PartKeeper> keepers;
  private boolean stopped;

  public Supervisor(List<Part> parts, Home home, Terminal terminal) {
    this.states = new PartStates(parts);
    this.terminal = terminal;
    this.keepers =
        parts.stream().map(part -> new PartKeeper(part, home, states, terminal)).toList();
  }

  /**
   * Returns when all parts are ready.
   *
   * @throws CannotStart when one of them can't be started
   */
  public void start() throws InterruptedException {
    keepers.forEach(PartKeeper::start);
    while (!states.allReady()) {
      checkFailure();
      terminal.progress(states.starting());
      states.awaitChange(TICK);
    }
  }

  /**
   * Waits for as long as the parts can be kept running.
   *
   * @throws CannotStart when one of them died too often
   */
  public void keep() throws InterruptedException {
    while (true) {
      checkFailure();
      states.awaitChange(TICK);
    }
  }

  private void checkFailure() {
    states
        .failure()
        .ifPresent(
            failure -> {
              throw failure;
            });
  }

  /** Ends all parts, the last one first. Does nothing the second time, but waits for the first. */
  public synchronized void stop() throws InterruptedException {
    if (stopped) {
      return;
    }
    keepers.forEach(PartKeeper::letGo);
    for (int i = keepers.size() - 1; i >= 0; i--) {
      keepers.get(i).stop();
    }
    stopped = true;
  }
}
