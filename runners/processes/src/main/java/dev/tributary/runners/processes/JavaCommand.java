package dev.tributary.runners.processes;

import dev.tributary.runners.processes.home.Checkout;
import dev.tributary.runners.processes.home.Jdk;
import dev.tributary.runners.processes.parent.Loopback;
import dev.tributary.runners.processes.parent.ParentWatch;
import dev.tributary.runners.processes.parent.WatchedProgram;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a JVM is started.
 *
 * @param options what comes before the main class, without the classpath
 * @param classpath jars and folders; may be empty
 * @param main the main class (or {@code -jar FILE}) and its arguments: what {@code ps} shows
 */
public record JavaCommand(Jdk jdk, List<String> options, List<Path> classpath, List<String> main) {
  /** What {@code jstat} shows is brought up to date once a second, not 20 times. */
  private static final String FEWER_SAMPLES = "-XX:PerfDataSamplingInterval=1000";

  /** Copies the lists. */
  public JavaCommand {
    options = List.copyOf(options);
    classpath = List.copyOf(classpath);
    main = List.copyOf(main);
  }

  /**
   * A program that ends when this process does and listens for this machine only, whatever it knows
   * about us.
   */
  public static JavaCommand watched(
      Checkout checkout, List<String> options, List<Path> classpath, List<String> main) {
    return watched(
        options, Stream.concat(Stream.of(checkout.processes()), classpath.stream()).toList(), main);
  }

  /** The same with a classpath that has this module. */
  public static JavaCommand watched(List<String> options, List<Path> classpath, List<String> main) {
    return new JavaCommand(
        Jdk.current(),
        with(with(options, Loopback.OPENED), ParentWatch.option()),
        classpath,
        Stream.concat(Stream.of(WatchedProgram.class.getName()), main.stream()).toList());
  }

  /** The same with another folder for the temporary files of the program and its libraries. */
  public JavaCommand withTemporary(Path folder) {
    return new JavaCommand(jdk, with(options, "-Djava.io.tmpdir=" + folder), classpath, main);
  }

  private static List<String> with(List<String> options, String one) {
    return Stream.concat(options.stream(), Stream.of(one)).toList();
  }

  /**
   * The words of the command; options and classpath, too long for {@code ps}, go into the file.
   *
   * @throws IOException when the file can't be written
   */
  public List<String> words(Path argumentFile) throws IOException {
    var lines = new ArrayList<String>();
    lines.add(FEWER_SAMPLES);
    lines.addAll(options);
    if (!classpath.isEmpty()) {
      lines.add("-cp");
      lines.add(
          classpath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
    }
    Files.write(argumentFile, lines.stream().map(JavaCommand::quoted).toList());
    var words = new ArrayList<String>();
    words.add(jdk.java().toString());
    words.add("@" + argumentFile);
    words.addAll(main);
    return words;
  }

  private static String quoted(String word) {
    return '"' + word.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
