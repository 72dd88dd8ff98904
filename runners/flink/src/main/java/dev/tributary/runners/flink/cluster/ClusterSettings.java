package dev.tributary.runners.flink.cluster;

import dev.tributary.runners.processes.home.FreePorts;
import dev.tributary.runners.processes.home.Home;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a user may ask of a cluster.
 *
 * @param home the folder of its checkpoints, savepoints, logs and configuration
 * @param restPort where jobs are submitted and the web pages are; 0 is any free one
 * @param rpcPort where TaskManagers find the JobManager; 0 is any free one
 * @param taskManagers how many
 * @param slots of each TaskManager
 * @param taskManagerHeapMiB heap for the tasks of one TaskManager
 * @param webSubmit whether the web pages take jars and end jobs
 */
record ClusterSettings(
    Path home,
    int restPort,
    int rpcPort,
    int taskManagers,
    int slots,
    int taskManagerHeapMiB,
    boolean webSubmit) {

  private static final Map<String, String> DEFAULTS =
      Map.of(
          "home", Home.chosen().folder().resolve("flink").toString(),
          "restPort", "8081",
          "rpcPort", "0",
          "taskManagers", "2",
          "slots", "2",
          "taskManagerHeapMiB", "700",
          "webSubmit", "false");

  /** Reads {@code --name=value}; all problems are in one {@link IllegalArgumentException}. */
  static ClusterSettings of(String[] args) {
    var arguments = new Arguments(List.of(args), DEFAULTS);
    var settings =
        new ClusterSettings(
            Path.of(arguments.named("home", "must name a folder")).toAbsolutePath().normalize(),
            arguments.number("restPort", 0, 65535),
            arguments.number("rpcPort", 0, 65535),
            arguments.number("taskManagers", 1, 100),
            arguments.number("slots", 1, 100),
            arguments.number("taskManagerHeapMiB", 200, 100_000),
            arguments.flag("webSubmit"));
    arguments.check();
    return settings;
  }

  /** The same with a free port for each 0; a process that is started again keeps its port. */
  ClusterSettings withFreePorts() {
    try (var ports = new FreePorts()) {
      return new ClusterSettings(
          home,
          ports.take(restPort, "Flink's REST API", "--restPort"),
          ports.take(rpcPort, "the JobManager", "--rpcPort"),
          taskManagers,
          slots,
          taskManagerHeapMiB,
          webSubmit);
    }
  }
}
