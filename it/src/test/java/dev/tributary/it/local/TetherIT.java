package dev.tributary.it.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.it.support.StartedPart;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The jar that goes in front of every foreign program. */
final class TetherIT {
  /** Runs for ever. */
  static final class Endless {
    private Endless() {}

    /** Waits for its own end. */
    public static void main(String[] args) throws InterruptedException {
      Thread.currentThread().join();
    }
  }

  @Test
  void haltsAProgramWhoseParentIsKilled() throws Exception {
    Process parent = new ProcessBuilder("sleep", "3000").start();
    Process program = tethered(parent.pid());
    try {
      parent.destroyForcibly();
      assertThat(program.waitFor(4, TimeUnit.MINUTES)).isTrue();
      assertThat(program.exitValue()).isEqualTo(137);
    } finally {
      program.destroyForcibly();
    }
  }

  @Test
  void haltsAtOnceWhenTheParentIsGoneBefore() throws Exception {
    Process parent = new ProcessBuilder("true").start();
    parent.waitFor();
    Process program = tethered(parent.pid());
    try {
      assertThat(program.waitFor(4, TimeUnit.MINUTES)).isTrue();
      assertThat(program.exitValue()).isEqualTo(137);
    } finally {
      program.destroyForcibly();
    }
  }

  private static Process tethered(long parent) throws Exception {
    Path classes =
        Path.of(Endless.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Dtributary.parent=" + parent,
            "-cp",
            StartedPart.checkout().tether() + ":" + classes,
            "dev.tributary.tether.Tether",
            Endless.class.getName());
    return new ProcessBuilder(command).inheritIO().start();
  }
}
