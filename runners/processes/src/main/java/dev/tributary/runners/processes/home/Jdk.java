package dev.tributary.runners.processes.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A JDK that the build chose, read from the settings that it printed into a module's jdk.txt. */
public record Jdk(Path home) {
  private static final String KEY = "java.home = ";

  /** The JDK that runs this program. */
  public static Jdk current() {
    return new Jdk(Path.of(System.getProperty("java.home")));
  }

  /**
   * Reads the line {@code java.home = PATH}.
   *
   * @throws CannotStartException when the file, the line or the JDK is missing
   */
  public static Jdk read(Path jdkTxt, String module, String range) {
    try (var lines = Files.lines(jdkTxt)) {
      return lines
          .map(String::strip)
          .filter(line -> line.startsWith(KEY))
          .map(line -> new Jdk(Path.of(line.substring(KEY.length()))))
          .filter(jdk -> Files.isExecutable(jdk.java()))
          .findFirst()
          .orElseThrow(() -> missing(jdkTxt, module, range));
    } catch (IOException e) {
      throw missing(jdkTxt, module, range);
    }
  }

  private static CannotStartException missing(Path jdkTxt, String module, String range) {
    return new CannotStartException(
        module
            + " needs a JDK "
            + range
            + ", and "
            + jdkTxt
            + " names none that is there: install one (the build looks in /usr/lib/jvm, ~/.jdks and"
            + " JAVA_HOME), then type mvn -q -Pup again");
  }

  /** The java command. */
  public Path java() {
    return home.resolve("bin").resolve("java");
  }
}
