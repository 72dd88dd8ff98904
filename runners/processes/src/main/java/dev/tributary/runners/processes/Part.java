package dev.tributary.runners.processes;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** A program that runs in a JVM of its own as one part of the system. */
public interface Part {
  /** Its name, as the terminal and its log file call it. */
  String name();

  /** Where people find it. */
  String address();

  /** The parts that must be ready before this one is started. */
  default List<String> needs() {
    return List.of();
  }

  /** Prepares its folders and configuration, as often as it is started, and says how to start. */
  JavaCommand command() throws IOException;

  /**
   * Asks the running program whether it does its work; false or an exception: not yet.
   *
   * @throws Exception whatever asking met
   */
  boolean ready() throws Exception;

  /** How much of the CPU it gets while others want it. */
  default Share share() {
    return Share.FAIR;
  }

  /** A part's share of the CPU. */
  enum Share {
    /** As much as any other. */
    FAIR,
    /** What others leave. */
    LEAST
  }

  /** The time in which it may be started again five times, and no more often. */
  default Duration restartsWithin() {
    return Duration.ofMinutes(10);
  }

  /** How long its orderly end may take before it is killed. */
  Duration stopWithin();
}
