package dev.tributary.runners.flink.cluster;

import dev.tributary.runners.flink.setup.ConfFolder;
import dev.tributary.runners.flink.setup.RestRules;
import dev.tributary.runners.processes.home.Home;
import dev.tributary.runners.processes.home.HomeLock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A cluster's folder: {@code run}, {@code logs}, {@code checkpoints}, {@code savepoints} and {@code
 * tmp}, and the lock that keeps a second cluster out of it.
 */
record ClusterFiles(Home home, HomeLock lock) {

  /** Makes what is missing, and writes Flink's configuration. */
  static ClusterFiles make(ClusterSettings settings) throws IOException {
    Home home = new Home(settings.home());
    home.prepare(
        0, List.of(home.run(), home.logs(), home.data("checkpoints"), home.data("savepoints")));
    ClusterFiles files = new ClusterFiles(home, HomeLock.take(home, "A Flink cluster", "--home"));
    Path temporary = home.emptied("tmp"); // what a cluster that was killed left there goes
    ConfFolder.write(files.conf(), config(settings, home, temporary));
    return files;
  }

  /**
   * Checkpoints lie in files: Flink's default, the JobManager's heap, takes 5 MB. They stay when a
   * job is cancelled. A job that fails is restarted without end, more and more slowly: only a
   * launch that must not go on ends for good.
   */
  private static List<String> config(ClusterSettings settings, Home home, Path temporary) {
    var lines = new ArrayList<>(RestRules.lines(settings.restPort(), settings.webSubmit()));
    lines.addAll(
        List.of(
            "jobmanager.rpc.address: 127.0.0.1",
            "jobmanager.rpc.port: " + settings.rpcPort(),
            "jobmanager.bind-host: 127.0.0.1",
            "jobmanager.memory.process.size: 1000m",
            "taskmanager.host: 127.0.0.1",
            "taskmanager.bind-host: 127.0.0.1",
            "taskmanager.numberOfTaskSlots: " + settings.slots(),
            "io.tmp.dirs: " + temporary,
            "web.tmpdir: " + temporary,
            "state.backend.type: hashmap",
            "state.checkpoints.dir: " + home.data("checkpoints").toUri(),
            "state.savepoints.dir: " + home.data("savepoints").toUri(),
            "state.checkpoints.num-retained: 2",
            "execution.checkpointing.externalized-checkpoint-retention: RETAIN_ON_CANCELLATION",
            "pekko.startup-timeout: 1 min", // 10 s are too few where the machine has much to do
            "heartbeat.interval: 2000",
            "heartbeat.timeout: 10000",
            "restart-strategy.type: exponential-delay",
            "restart-strategy.exponential-delay.initial-backoff: 1 s",
            "restart-strategy.exponential-delay.max-backoff: 30 s",
            "restart-strategy.exponential-delay.reset-backoff-threshold: 1 min",
            "high-availability.type: NONE"));
    return lines;
  }

  /** Flink's configuration folder. */
  Path conf() {
    return home.run();
  }
}
