package dev.tributary.runners.flink;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
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
 */
record ClusterSettings(
    Path home, int restPort, int rpcPort, int taskManagers, int slots, int taskManagerHeapMiB) {

  private static final Map<String, String> DEFAULTS =
      Map.of(
          "home", System.getProperty("tributary.home", ".tributary") + "/flink",
          "restPort", "8081",
          "rpcPort", "0",
          "taskManagers", "2",
          "slots", "2",
          "taskManagerHeapMiB", "700");

  /** Reads {@code --name=value}; all problems are in one {@link IllegalArgumentException}. */
  static ClusterSettings of(String[] args) {
    List<String> problems = new ArrayList<>();
    Map<String, String> given = new HashMap<>();
    for (String arg : args) {
      String[] option = arg.split("=", 2);
      String name = option[0].startsWith("--") ? option[0].substring(2) : "";
      if (!DEFAULTS.containsKey(name) || option.length < 2) {
        problems.add(
            "unknown option "
                + arg
                + ", the options are "
                + DEFAULTS.keySet().stream().sorted().map(known -> "--" + known + "=…").toList());
      } else if (given.put(name, option[1]) != null) {
        problems.add("--" + name + " is given twice");
      }
    }
    DEFAULTS.forEach(given::putIfAbsent);
    if (given.get("home").isBlank()) {
      problems.add("--home must name a folder");
    }
    var settings =
        new ClusterSettings(
            Path.of(given.get("home")).toAbsolutePath().normalize(),
            number(given, "restPort", 0, 65535, problems),
            number(given, "rpcPort", 0, 65535, problems),
            number(given, "taskManagers", 1, 100, problems),
            number(given, "slots", 1, 100, problems),
            number(given, "taskManagerHeapMiB", 200, 100_000, problems));
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
    return settings;
  }

  private static int number(
      Map<String, String> given, String name, int min, int max, List<String> problems) {
    try {
      int value = Integer.parseInt(given.get(name));
      if (value >= min && value <= max) {
        return value;
      }
    } catch (NumberFormatException notANumber) {
      // the line below names the rule
    }
    problems.add("--" + name + " must be " + min + " to " + max + ": " + given.get(name));
    return min;
  }

  /** The same with a free port for each 0; a process that is started again keeps its port. */
  ClusterSettings withFreePorts() throws IOException {
    try (ServerSocket rest = hold("restPort", restPort);
        ServerSocket rpc = hold("rpcPort", rpcPort)) {
      return new ClusterSettings(
          home, rest.getLocalPort(), rpc.getLocalPort(), taskManagers, slots, taskManagerHeapMiB);
    }
  }

  private static ServerSocket hold(String option, int port) throws IOException {
    var socket = new ServerSocket();
    try {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return socket;
    } catch (BindException e) {
      socket.close();
      throw new IOException(
          "port "
              + port
              + " is taken: stop the program that has it, or choose another with --"
              + option
              + "=N (0: any free one)",
          e);
    }
  }
}
