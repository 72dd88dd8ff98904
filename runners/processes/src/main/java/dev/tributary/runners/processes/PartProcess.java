package dev.tributary.runners.processes;

import dev.tributary.runners.processes.home.CannotStartException;
import dev.tributary.runners.processes.home.Home;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A part that runs. */
public final class PartProcess {
  private static final long LOOK_AGAIN_MILLIS = 200;
  private static final Duration AFTER_KILL = Duration.ofSeconds(5);

  /**
   * A Ctrl-C and other signals go to all programs of a terminal or a group. The parts must not hear
   * them, since they end in order: each gets a session of its own, or, where there is no setsid
   * command, ignores what a terminal sends. What they write is for its owner alone (umask).
   */
  private static final String DEAF =
      "umask 077; command -v setsid >/dev/null && exec setsid \"$@\"; trap '' INT HUP; exec \"$@\"";

  /** Linux shares the CPU between sessions first (man 7 sched, autogroup), then by nice values. */
  private static final List<String> LEAST =
      List.of(
          "/bin/sh",
          "-c",
          "(echo 19 >/proc/self/autogroup) 2>/dev/null; exec nice -n 19 \"$@\"",
          "sh");

  private final Part part;
  private final Home home;
  private final PartLog log;
  private final Process process;

  private PartProcess(Part part, Home home, PartLog log, Process process) {
    this.part = part;
    this.home = home;
    this.log = log;
    this.process = process;
  }

  /**
   * Starts the part, which then takes a while to be ready.
   *
   * @throws CannotStartException when it can't be started at all
   */
  public static PartProcess start(Part part, Home home) {
    Path file = home.log(part.name());
    try {
      PartLog log = PartLog.open(file);
      var words = new ArrayList<>(List.of("/bin/sh", "-c", DEAF, "sh"));
      if (part.share() == Part.Share.LEAST) {
        words.addAll(LEAST);
      }
      words.addAll(
          part.command()
              .withTemporary(home.emptied("tmp/" + part.name())) // a kill leaves what was there
              .words(home.run().resolve(part.name() + ".args")));
      Process process =
          new ProcessBuilder(words)
              .directory(home.run().toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(file.toFile()))
              .start();
      process.getOutputStream().close();
      return new PartProcess(part, home, log, process);
    } catch (IOException e) {
      throw CannotStartException.because(
          e, "Cannot start " + part.name() + " (log: " + file + ")", home);
    }
  }

  /**
   * Waits until the part does its work.
   *
   * @throws CannotStartException when it ended before, or the time is over; the line names its log
   */
  public void awaitReady(Duration patience) throws InterruptedException {
    Instant end = Instant.now().plus(patience);
    while (!isReady()) {
      if (!process.isAlive()) {
        throw ended();
      }
      if (Instant.now().isAfter(end)) {
        throw new CannotStartException(
            "%s did not answer within %d s: its log says why (%s)"
                .formatted(part.name(), patience.toSeconds(), log.file()));
      }
      process.waitFor(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private boolean isReady() throws InterruptedException {
    try {
      return part.ready() && process.isAlive();
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception notYet) {
      return false;
    }
  }

  private CannotStartException ended() {
    if (log.says("No space left on device")) {
      return CannotStartException.diskFull(home);
    }
    return new CannotStartException(
        "%s ended with exit code %d before it was ready: its log says why (%s)"
            .formatted(part.name(), process.exitValue(), log.file()));
  }

  /** Its process id. */
  public long pid() {
    return process.pid();
  }

  /** Whether it runs. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** Waits for its end, and returns the exit code. */
  public int awaitEnd() throws InterruptedException {
    return process.waitFor();
  }

  /** Asks it to end, and kills it when it takes longer than {@link Part#stopWithin}. */
  public void stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(part.stopWithin().toMillis(), TimeUnit.MILLISECONDS)) {
      kill();
    }
  }

  /** Ends it at once. */
  public void kill() {
    process
        .destroyForcibly()
        .onExit()
        .completeOnTimeout(process, AFTER_KILL.toMillis(), TimeUnit.MILLISECONDS)
        .join();
  }
}
