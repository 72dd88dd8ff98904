package dev.tributary.runners.processes;

import dev.tributary.runners.processes.home.CannotStartException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What each part is doing: its keeper writes it, the others and the terminal wait for it. */
final class PartStates {
  /** A part's condition. */
  enum State {
    WAITING,
    STARTING,
    READY
  }

  private final Map<String, State> states = new LinkedHashMap<>();
  private final Map<String, Instant> since = new LinkedHashMap<>();
  private CannotStartException failure;

  PartStates(List<Part> parts) {
    parts.forEach(part -> set(part.name(), State.WAITING));
  }

  synchronized void set(String part, State state) {
    states.put(part, state);
    since.put(part, Instant.now());
    notifyAll();
  }

  /** The first failure is the reason; what follows it are its consequences. */
  synchronized void fail(CannotStartException reason) {
    if (failure == null) {
      failure = reason;
    }
    notifyAll();
  }

  synchronized Optional<CannotStartException> failure() {
    return Optional.ofNullable(failure);
  }

  /** Waits until all of these are ready. */
  synchronized void awaitReady(List<String> parts) throws InterruptedException {
    while (!areReady(parts)) {
      wait();
    }
  }

  /** Waits for a change, at most so long. */
  synchronized void awaitChange(Duration atMost) throws InterruptedException {
    wait(atMost.toMillis());
  }

  synchronized boolean allReady() {
    return EnumSet.of(State.READY).containsAll(states.values());
  }

  private boolean areReady(List<String> parts) {
    return parts.stream().allMatch(part -> states.get(part) == State.READY);
  }

  /** How long each part that is being started has taken so far. */
  synchronized Map<String, Duration> starting() {
    Map<String, Duration> starting = new LinkedHashMap<>();
    Set<String> names = states.keySet();
    for (String name : names) {
      if (states.get(name) == State.STARTING) {
        starting.put(name, Duration.between(since.get(name), Instant.now()));
      }
    }
    return starting;
  }
}
