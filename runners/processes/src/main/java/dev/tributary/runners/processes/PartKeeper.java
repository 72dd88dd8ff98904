package dev.tributary.runners.processes;

import dev.tributary.runners.processes.home.CannotStartException;
import dev.tributary.runners.processes.home.Home;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Keeps one part running: starts it when what it needs is ready, and again when it died. */
final class PartKeeper {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Part part;
  private final Home home;
  private final PartStates states;
  private final Terminal terminal;
  private final Restarts restarts;
  private final Thread thread;
  private boolean stopping;
  private PartProcess process;

  PartKeeper(Part part, Home home, PartStates states, Terminal terminal) {
    this.part = part;
    this.home = home;
    this.states = states;
    this.terminal = terminal;
    this.restarts = new Restarts(part.restartsWithin());
    this.thread = new Thread(this::keep, "keeper-" + part.name());
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  private void keep() {
    try {
      boolean again = false;
      while (true) {
        states.awaitReady(part.needs());
        Instant begin = Instant.now();
        states.set(part.name(), PartStates.State.STARTING);
        Optional<CannotStartException> failure = begin();
        if (failure.isPresent() && !again) {
          states.fail(failure.get());
          return;
        }
        String end = failure.map(CannotStartException::getMessage).orElse("");
        if (failure.isEmpty()) {
          terminal.ready(part, Duration.between(begin, Instant.now()), again);
          states.set(part.name(), PartStates.State.READY); // last: whoever waits prints next
          end = "%s ended with exit code %d".formatted(part.name(), process.awaitEnd());
        }
        pause(end);
        again = true;
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private Optional<CannotStartException> begin() throws InterruptedException {
    try {
      launch().awaitReady(PATIENCE);
      return Optional.empty();
    } catch (CannotStartException e) {
      if (process != null) {
        process.kill();
      }
      return Optional.of(e);
    }
  }

  private synchronized PartProcess launch() throws InterruptedException {
    if (stopping) {
      throw new InterruptedException();
    }
    process = PartProcess.start(part, home);
    return process;
  }

  private void pause(String end) throws InterruptedException {
    synchronized (this) {
      if (stopping) {
        throw new InterruptedException();
      }
    }
    states.set(part.name(), PartStates.State.WAITING);
    Optional<Duration> pause = restarts.next(Instant.now());
    if (pause.isEmpty()) {
      states.fail(
          new CannotStartException(
              "%s, and was started again %d times within %d min: its log says why (%s)"
                  .formatted(
                      end,
                      Restarts.MOST,
                      part.restartsWithin().toMinutes(),
                      home.log(part.name()))));
      throw new InterruptedException();
    }
    terminal.line(
        "%s; starting it again in %d s (%d of %d within %d min)"
            .formatted(
                end,
                pause.get().toSeconds(),
                restarts.used(),
                Restarts.MOST,
                part.restartsWithin().toMinutes()));
    Thread.sleep(pause.get().toMillis());
  }

  /** From now on its part is not started again. */
  synchronized void letGo() {
    stopping = true;
    thread.interrupt();
  }

  /** Ends the part in order; {@link #letGo} comes first. */
  void stop() throws InterruptedException {
    PartProcess running;
    synchronized (this) {
      running = process;
    }
    if (running != null && running.isAlive()) {
      Instant begin = Instant.now();
      running.stop();
      terminal.stopped(part, Duration.between(begin, Instant.now()));
    }
  }
}
