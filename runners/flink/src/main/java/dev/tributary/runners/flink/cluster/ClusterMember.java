package dev.tributary.runners.flink.cluster;

import dev.tributary.runners.flink.setup.JobClasspath;
import dev.tributary.runners.processes.parent.ParentWatch;
import dev.tributary.runners.processes.parent.WatchedProgram;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One JVM of the cluster, which can be started again. */
final class ClusterMember {
  private static final long STOP_MILLIS = 5_000;
  private static final int MAX_RESTARTS = 5;
  private static final long RESTART_WINDOW_NANOS = TimeUnit.MINUTES.toNanos(1);

  /** What Flink's own scripts open on a JDK 17. */
  private static final List<String> OPENS =
      Stream.of(
              "java.lang",
              "java.lang.reflect",
              "java.io",
              "java.net",
              "java.nio",
              "sun.nio.ch",
              "java.text",
              "java.time",
              "java.util",
              "java.util.concurrent",
              "java.util.concurrent.atomic",
              "java.util.concurrent.locks")
          .map(name -> "--add-opens=java.base/" + name + "=ALL-UNNAMED")
          .toList();

  private final String name;
  private final Path log;
  private final List<String> command;
  private final Deque<Long> restarts = new ArrayDeque<>();
  private Process process;
  private boolean stopped;

  private ClusterMember(String name, ClusterFiles files, List<String> options, List<String> main)
      throws IOException {
    this.name = name;
    this.log = files.log(name);
    List<String> all = new ArrayList<>(options);
    all.add("-Djava.io.tmpdir=" + files.temporary());
    this.command = command(files.conf().resolve(name + ".args"), all, main);
  }

  /** The process that takes jobs and leads them. */
  static ClusterMember jobManager(ClusterFiles files) throws IOException {
    return new ClusterMember(
        "jobmanager",
        files,
        List.of("-Xmx512m"),
        List.of(
            "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint",
            "--configDir",
            files.conf().toString()));
  }

  /** A process that runs tasks. Flink wants its memory spelled out (FLIP-49). */
  static ClusterMember taskManager(ClusterFiles files, int number, int taskHeapMiB)
      throws IOException {
    String name = "taskmanager-" + number;
    int frameworkMiB = 128;
    int networkMiB = 64;
    Map<String, String> flink =
        Map.of(
            "taskmanager.cpu.cores",
            "2.0",
            "taskmanager.memory.framework.heap.size",
            frameworkMiB + "m",
            "taskmanager.memory.framework.off-heap.size",
            frameworkMiB + "m",
            "taskmanager.memory.task.heap.size",
            taskHeapMiB + "m",
            "taskmanager.memory.task.off-heap.size",
            "64m",
            "taskmanager.memory.managed.size",
            "64m",
            "taskmanager.memory.network.min",
            networkMiB + "m",
            "taskmanager.memory.network.max",
            networkMiB + "m",
            "taskmanager.memory.jvm-metaspace.size",
            "256m",
            "taskmanager.memory.jvm-overhead.max",
            "192m");
    List<String> main = new ArrayList<>();
    main.add("org.apache.flink.runtime.taskexecutor.TaskManagerRunner");
    main.addAll(List.of("--configDir", files.conf().toString()));
    flink.forEach((key, value) -> main.add("-D" + key + "=" + value));
    main.add("-Dtaskmanager.memory.jvm-overhead.min=192m");
    return new ClusterMember(
        name,
        files,
        List.of(
            "-Xmx" + (taskHeapMiB + frameworkMiB) + "m",
            "-XX:MaxDirectMemorySize=" + (frameworkMiB + networkMiB + 64) + "m"),
        main);
  }

  /**
   * Options and classpath, too long for {@code ps}, go into a file. What the process writes is for
   * its owner alone: a checkpoint has events in it.
   */
  private static List<String> command(Path argumentFile, List<String> options, List<String> main)
      throws IOException {
    List<String> words = new ArrayList<>(options);
    words.addAll(List.of("-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError"));
    words.addAll(OPENS);
    words.add(ParentWatch.option());
    words.add("-Dorg.slf4j.simpleLogger.showDateTime=true");
    words.add("-Dorg.slf4j.simpleLogger.dateTimeFormat=HH:mm:ss.SSS");
    words.add("-cp");
    words.add(
        JobClasspath.ofThisJvm().cluster().stream()
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator)));
    Files.write(argumentFile, words.stream().map(word -> '"' + word + '"').toList());
    List<String> command = new ArrayList<>();
    command.addAll(List.of("/bin/sh", "-c", "umask 077; exec \"$@\"", "sh"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + argumentFile);
    command.add(WatchedProgram.class.getName());
    command.addAll(main);
    return command;
  }

  /** Starts it, or starts it again. Its output goes to the end of its log. */
  synchronized void start() throws IOException {
    if (stopped) {
      return;
    }
    List<String> words = new ArrayList<>(command);
    if (name.startsWith("taskmanager")) {
      words.add("-Dtaskmanager.resource-id=" + name + "-" + UUID.randomUUID());
    }
    process =
        new ProcessBuilder(words)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    process.getOutputStream().close();
  }

  /** Waits for its end, and says in words how it ended. */
  String awaitEnd() throws InterruptedException {
    Process running = running();
    int exit = running.waitFor();
    return name + " (pid " + running.pid() + ") ended with exit code " + exit;
  }

  /** Counts a restart; false when there were too many of them in the last minute. */
  synchronized boolean mayRestart() {
    long now = System.nanoTime();
    restarts.removeIf(at -> now - at > RESTART_WINDOW_NANOS);
    restarts.add(now);
    return restarts.size() <= MAX_RESTARTS;
  }

  /** Asks it to end, for good. */
  synchronized void askToStop() {
    stopped = true;
    if (process != null) {
      process.destroy();
    }
  }

  /** Waits for the end that {@link #askToStop} asked for, and brings it about after 5 s. */
  void awaitStop() {
    Process running = running();
    try {
      if (running != null && !running.waitFor(STOP_MILLIS, TimeUnit.MILLISECONDS)) {
        running.destroyForcibly();
      }
    } catch (InterruptedException e) {
      running.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private synchronized Process running() {
    return process;
  }

  String name() {
    return name;
  }

  long pid() {
    return running().pid();
  }

  Path log() {
    return log;
  }
}
