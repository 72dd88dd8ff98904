package dev.tributary.runners.cli;

import dev.tributary.runners.processes.JavaCommand;
import dev.tributary.runners.processes.home.CannotStartException;
import dev.tributary.runners.processes.home.Checkout;
import dev.tributary.runners.processes.home.Jdk;
import dev.tributary.runners.processes.parent.ParentWatch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Runs a main class in a JVM of its own that has the terminal of this one. Made for {@code
 * exec:java}, inside Maven's JVM: a signal to Maven waits for the child's end, and Maven ends with
 * the child's exit code.
 */
public final class ForegroundLauncher {
  /** What it and the parts write is for its owner alone. */
  private static final List<String> PRIVATE =
      List.of("/bin/sh", "-c", "umask 077; exec \"$@\"", "sh");

  private ForegroundLauncher() {}

  /** Arguments: the main class and its arguments; {@link Checkout#PROPERTY} must be set. */
  public static void main(String[] args) throws IOException, InterruptedException {
    try {
      Process child = new ProcessBuilder(command(args)).inheritIO().start();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(child)));
      System.exit(child.waitFor());
    } catch (CannotStartException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  private static List<String> command(String[] args) throws IOException {
    Checkout checkout = Checkout.fromSystemProperties();
    Path target = checkout.root().resolve("runners/cli/target");
    var options = new ArrayList<String>();
    System.getProperties().stringPropertyNames().stream()
        .filter(name -> name.startsWith("tributary."))
        .forEach(name -> options.add("-D" + name + "=" + System.getProperty(name)));
    options.add(ParentWatch.option());
    options.add(Arrays.asList(args).contains("compact") ? "-Xmx1g" : "-Xmx256m");
    options.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    var java =
        new JavaCommand(
            Jdk.read(target.resolve("jdk.txt"), "runners/cli", "17"),
            options,
            checkout.supervisor(),
            Arrays.asList(args));
    Path argumentFile = target.resolve("foreground-" + ProcessHandle.current().pid() + ".args");
    argumentFile.toFile().deleteOnExit();
    var words = new ArrayList<>(PRIVATE);
    words.addAll(java.words(argumentFile));
    return words;
  }

  private static void stop(Process child) {
    child.destroy();
    child.onExit().join();
  }
}
