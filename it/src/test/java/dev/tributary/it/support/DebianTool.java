package dev.tributary.it.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program from a Debian package; tests that need one say so with {@link NeedsTools}. */
public enum DebianTool {
  AB("ab", "apache2-utils"),
  CHROMIUM("chromium", "chromium"),
  CURL("curl", "curl"),
  KCAT("kcat", "kcat"),
  MAVEN("mvn", "maven"),
  NODE("node", "nodejs"),
  NPM("npm", "npm");

  private final String program;
  private final String debianPackage;

  DebianTool(String program, String debianPackage) {
    this.program = program;
    this.debianPackage = debianPackage;
  }

  /** What is missing and how to get it; empty when it is installed. */
  Optional<String> missing() {
    boolean there =
        Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    return there
        ? Optional.empty()
        : Optional.of(program + " is missing: apt-get install " + debianPackage);
  }

  /** Runs it and returns all that it printed; it must end well. */
  public String run(String... arguments) {
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(List.of(arguments));
    Process process = null;
    try {
      process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("%s ended", command).isTrue();
      assertThat(process.exitValue()).as("%s: %s", command, output).isZero();
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot run " + command, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while running " + command, e);
    } finally {
      if (process != null) {
        process.destroyForcibly();
      }
    }
  }
}
