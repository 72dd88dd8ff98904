package dev.tributary.runners.flink.cluster;

import dev.tributary.runners.flink.client.FlinkRest;
import dev.tributary.runners.flink.setup.JobClasspath;
import dev.tributary.runners.processes.JavaCommand;
import dev.tributary.runners.processes.Part;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** One JVM of the cluster. */
final class ClusterMember implements Part {
  /** Whether the JobManager says that this member does its work. */
  private interface Readiness {
    boolean ask(FlinkRest rest, String resourceId) throws IOException, InterruptedException;
  }

  private static final int FRAMEWORK_MIB = 128;
  private static final int NETWORK_MIB = 64;

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
  private final String address;
  private final List<String> options;
  private final List<String> main;
  private final FlinkRest rest;
  private final Readiness readiness;
  private volatile String resourceId = "";

  private ClusterMember(
      String name, String address, List<String> options, List<String> main, Readiness readiness) {
    this.name = name;
    this.address = address;
    this.options = options;
    this.main = main;
    this.rest = new FlinkRest(address);
    this.readiness = readiness;
  }

  /** The process that takes jobs and leads them. */
  static ClusterMember jobManager(ClusterSettings settings, ClusterFiles files) {
    return new ClusterMember(
        "jobmanager",
        "127.0.0.1:" + settings.restPort(),
        List.of("-Xmx512m"),
        List.of(
            "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint",
            "--configDir",
            files.conf().toString()),
        (rest, resourceId) -> rest.answers());
  }

  /** A process that runs tasks. */
  static ClusterMember taskManager(ClusterSettings settings, ClusterFiles files, int number) {
    int heapMiB = settings.taskManagerHeapMiB();
    List<String> main = new ArrayList<>();
    main.add("org.apache.flink.runtime.taskexecutor.TaskManagerRunner");
    main.addAll(List.of("--configDir", files.conf().toString()));
    memory(heapMiB).forEach(setting -> main.add("-D" + setting));
    return new ClusterMember(
        "taskmanager-" + number,
        "127.0.0.1:" + settings.restPort(),
        List.of(
            "-Xmx" + (heapMiB + FRAMEWORK_MIB) + "m",
            "-XX:MaxDirectMemorySize=" + (FRAMEWORK_MIB + NETWORK_MIB + 64) + "m"),
        main,
        FlinkRest::hasTaskManager);
  }

  /** Flink wants its memory spelled out (FLIP-49). */
  private static List<String> memory(int taskHeapMiB) {
    return List.of(
        "taskmanager.cpu.cores=2.0",
        "taskmanager.memory.framework.heap.size=" + FRAMEWORK_MIB + "m",
        "taskmanager.memory.framework.off-heap.size=" + FRAMEWORK_MIB + "m",
        "taskmanager.memory.task.heap.size=" + taskHeapMiB + "m",
        "taskmanager.memory.task.off-heap.size=64m",
        "taskmanager.memory.managed.size=64m",
        "taskmanager.memory.network.min=" + NETWORK_MIB + "m",
        "taskmanager.memory.network.max=" + NETWORK_MIB + "m",
        "taskmanager.memory.jvm-metaspace.size=256m",
        "taskmanager.memory.jvm-overhead.min=192m",
        "taskmanager.memory.jvm-overhead.max=192m");
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String address() {
    return address;
  }

  /** A TaskManager has another ID each time: the JobManager may still believe in the last one. */
  @Override
  public JavaCommand command() {
    resourceId = name + "-" + UUID.randomUUID();
    var jvm = new ArrayList<>(options);
    jvm.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-XX:+ExitOnOutOfMemoryError",
            "-Dorg.slf4j.simpleLogger.showDateTime=true",
            "-Dorg.slf4j.simpleLogger.dateTimeFormat=HH:mm:ss.SSS"));
    jvm.addAll(OPENS);
    return JavaCommand.watched(
        jvm,
        JobClasspath.ofThisJvm().cluster(),
        Stream.concat(main.stream(), Stream.of("-Dtaskmanager.resource-id=" + resourceId))
            .toList());
  }

  @Override
  public boolean ready() throws IOException, InterruptedException {
    return readiness.ask(rest, resourceId);
  }

  @Override
  public Duration restartsWithin() {
    return Duration.ofMinutes(1);
  }

  @Override
  public Duration stopWithin() {
    return Duration.ofSeconds(5);
  }
}
