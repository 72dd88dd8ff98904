package dev.tributary.runners.flink.cluster;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
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
          "home", System.getProperty("tributary.home", ".tributary") + "/flink",
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
  ClusterSettings withFreePorts() throws IOException {
    try (ServerSocket rest = hold("restPort", restPort);
        ServerSocket rpc = hold("rpcPort", rpcPort)) {
      return new ClusterSettings(
          home,
          rest.getLocalPort(),
          rpc.getLocalPort(),
          taskManagers,
          slots,
          taskManagerHeapMiB,
          webSubmit);
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
