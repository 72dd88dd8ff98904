package dev.tributary.runners.flink.cluster;

import dev.tributary.runners.processes.home.FreePorts;
import java.nio.file.Path;

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
