package dev.tributary.it.faults;

import dev.tributary.it.support.StartedPart;
import dev.tributary.runners.processes.home.Checkout;
import dev.tributary.runners.processes.home.Jdk;
import java.io.IOException;
import java.net.URL;
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
    Checkout checkout = StartedPart.checkout();
    String classpath =
        Stream.concat(Stream.of(checkout.tether()), checkout.pipeline().stream())
            .map(Path::toString)
            .collect(Collectors.joining(":"));
    return start(log, classpath, options, main, arguments);
  }

  /** The same with the classpath of the tests, which has every runner. */
  public static JavaProcess startTestClasspath(
      Path log, List<String> options, String main, List<String> arguments) throws IOException {
    String classpath = StartedPart.checkout().tether() + ":" + testClasspath();
    return start(log, classpath, options, main, arguments);
  }

  /** The same with a folder whose files take the place of others. */
  public static JavaProcess startTestClasspath(
      Path first, Path log, List<String> options, String main, List<String> arguments)
      throws IOException {
    String classpath = StartedPart.checkout().tether() + ":" + first + ":" + testClasspath();
    return start(log, classpath, options, main, arguments);
  }

  /** Another program, on a classpath of its own. */
  public static JavaProcess startForeign(
      List<Path> classpath, Path log, List<String> options, String main, List<String> arguments)
      throws IOException {
    String all =
        Stream.concat(Stream.of(StartedPart.checkout().tether()), classpath.stream())
            .map(Path::toString)
            .collect(Collectors.joining(":"));
    return start(log, all, options, main, arguments);
  }

  /** Benchmarks run inside of Maven's JVM, where a class loader has what is else on the JVM's. */
  private static String testClasspath() {
    if (Thread.currentThread().getContextClassLoader() instanceof URLClassLoader loader) {
      return Arrays.stream(loader.getURLs()).map(URL::getPath).collect(Collectors.joining(":"));
    }
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  /** One of our tools, as {@code mvn -Ptool} runs it. */
  public static JavaProcess startTool(Path log, List<String> arguments) throws IOException {
    return startTool(
        log, StartedPart.checkout().supervisor(), "dev.tributary.runners.local.Tool", arguments);
  }

  /** One of Kafka's own tools. */
  static JavaProcess startKafkaTool(Path log, String main, List<String> arguments)
      throws IOException {
    return startTool(log, StartedPart.checkout().jarsOf("kafka"), main, arguments);
  }

  private static JavaProcess startTool(
      Path log, List<Path> jars, String main, List<String> arguments) throws IOException {
    return startForeign(jars, log, List.of("-Xmx128m"), main, arguments);
  }

  private static JavaProcess start(
      Path log, String classpath, List<String> options, String main, List<String> arguments)
      throws IOException {
    var lines = new ArrayList<>(options);
    lines.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--add-opens=java.base/java.net=ALL-UNNAMED",
            "-Dtributary.parent=" + ProcessHandle.current().pid(),
            "-Dorg.slf4j.simpleLogger.showDateTime=true",
            "-Dorg.slf4j.simpleLogger.dateTimeFormat=HH:mm:ss.SSS",
            "-Dorg.slf4j.simpleLogger.log.org.apache.beam=warn",
            "-cp"));
    lines.add(classpath);
    Path temporary = log.resolveSibling(log.getFileName() + ".tmp");
    lines.add("-Djava.io.tmpdir=" + Files.createDirectories(temporary));
    Path file = log.resolveSibling(log.getFileName() + ".args");
    Files.write(file, lines.stream().map(line -> '"' + line + '"').toList());
    var words = new ArrayList<String>();
    words.addAll(
        List.of(Jdk.current().java().toString(), "@" + file, "dev.tributary.tether.Tether", main));
    words.addAll(arguments);
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
