package dev.tributary.it.faults;

import dev.tributary.it.support.StartedPart;
import dev.tributary.runners.processes.JavaCommand;
import java.io.File;
import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A JVM with the pipeline's classpath, which ends with this one. Its output goes to a file. */
public final class JavaProcess implements AutoCloseable {
  private final Process process;
  private final Path log;

  private JavaProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  static JavaProcess start(Path log, List<String> options, String main, List<String> arguments)
      throws IOException {
    return startForeign(StartedPart.checkout().pipeline(), log, options, main, arguments);
  }

  /** The same with the classpath of the tests, which has every runner. */
  public static JavaProcess startTestClasspath(
      Path log, List<String> options, String main, List<String> arguments) throws IOException {
    return startForeign(testClasspath(), log, options, main, arguments);
  }

  /** The same with a folder whose files take the place of others. */
  public static JavaProcess startTestClasspath(
      Path first, Path log, List<String> options, String main, List<String> arguments)
      throws IOException {
    List<Path> classpath = Stream.concat(Stream.of(first), testClasspath().stream()).toList();
    return startForeign(classpath, log, options, main, arguments);
  }

  /** Benchmarks run inside of Maven's JVM, where a class loader has what is else on the JVM's. */
  private static List<Path> testClasspath() {
    if (Thread.currentThread().getContextClassLoader() instanceof URLClassLoader loader) {
      return Arrays.stream(loader.getURLs()).map(url -> Path.of(url.getPath())).toList();
    }
    String paths =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return Arrays.stream(paths.split(File.pathSeparator)).map(Path::of).toList();
  }

  /** One of our tools, as {@code mvn -Ptool} runs it. */
  public static JavaProcess startTool(Path log, List<String> arguments) throws IOException {
    return startForeign(
        StartedPart.checkout().supervisor(),
        log,
        List.of("-Xmx128m"),
        "dev.tributary.runners.cli.Tool",
        arguments);
  }

  /** One of Kafka's own tools. */
  static JavaProcess startKafkaTool(Path log, String main, List<String> arguments)
      throws IOException {
    return startForeign(
        StartedPart.checkout().jarsOf("kafka"), log, List.of("-Xmx128m"), main, arguments);
  }

  /** Another program, on a classpath of its own. */
  public static JavaProcess startForeign(
      List<Path> classpath, Path log, List<String> options, String main, List<String> arguments)
      throws IOException {
    var jvm = new ArrayList<>(options);
    jvm.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Dorg.slf4j.simpleLogger.showDateTime=true",
            "-Dorg.slf4j.simpleLogger.dateTimeFormat=HH:mm:ss.SSS",
            "-Dorg.slf4j.simpleLogger.log.org.apache.beam=warn"));
    Path temporary = log.resolveSibling(log.getFileName() + ".tmp");
    List<String> words =
        JavaCommand.watched(
                StartedPart.checkout(),
                jvm,
                classpath,
                Stream.concat(Stream.of(main), arguments.stream()).toList())
            .withTemporary(Files.createDirectories(temporary))
            .words(log.resolveSibling(log.getFileName() + ".args"));
    Process process =
        new ProcessBuilder(words)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    process.getOutputStream().close();
    return new JavaProcess(process, log);
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  public ProcessHandle handle() {
    return process.toHandle();
  }

  /** {@code kill -9}, and its end. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** SIGSTOP: it holds all that it has, and does nothing. */
  void freeze() throws IOException, InterruptedException {
    signal("-STOP");
  }

  /** SIGCONT. */
  void thaw() throws IOException, InterruptedException {
    signal("-CONT");
  }

  private void signal(String signal) throws IOException, InterruptedException {
    new ProcessBuilder("kill", signal, Long.toString(process.pid())).start().waitFor();
  }

  public int awaitEnd(Duration within) throws InterruptedException, IOException {
    if (!process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new AssertionError("Still running after " + within + ":\n" + lastLines());
    }
    return process.exitValue();
  }

  public String text() throws IOException {
    return new String(Files.readAllBytes(log), StandardCharsets.ISO_8859_1);
  }

  public String lastLines() throws IOException {
    List<String> lines = text().lines().toList();
    return lines.stream().skip(Math.max(0, lines.size() - 60)).collect(Collectors.joining("\n"));
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
