package dev.tributary.runners.flink.cluster;

import dev.tributary.runners.flink.setup.RestRules;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.util.FileUtils;

/**
 * A cluster's folder: {@code conf}, {@code logs}, {@code checkpoints}, {@code savepoints} and
 * {@code tmp}, and the lock that keeps a second cluster out of it.
 */
record ClusterFiles(Path home, FileLock lock) {

  /** Makes what is missing, and writes Flink's configuration. */
  static ClusterFiles make(ClusterSettings settings) throws IOException {
    Path home = settings.home();
    for (String folder : List.of("conf", "logs", "checkpoints", "savepoints")) {
      Files.createDirectories(home.resolve(folder));
    }
    keepOthersOut(home);
    ClusterFiles files = new ClusterFiles(home, lock(home));
    FileUtils.deleteDirectory(files.temporary().toFile());
    Files.createDirectories(files.temporary());
    Files.write(files.conf().resolve("flink-conf.yaml"), config(settings));
    return files;
  }

  private static void keepOthersOut(Path home) throws IOException {
    var view = Files.getFileAttributeView(home, PosixFileAttributeView.class);
    if (view != null) { // a file system without owners has none to keep out
      view.setPermissions(PosixFilePermissions.fromString("rwx------"));
    }
  }

  private static FileLock lock(Path home) throws IOException {
    FileChannel channel =
        FileChannel.open(home.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = channel.tryLock();
    if (lock == null) {
      channel.close();
      throw new IOException(
          "another cluster runs in " + home + ": stop it, or choose another folder with --home");
    }
    return lock;
  }

  /**
   * Checkpoints lie in files: Flink's default, the JobManager's heap, takes 5 MB. They stay when a
   * job is cancelled. A job that fails is restarted without end, more and more slowly: only a
   * launch that must not go on ends for good.
   */
  private static List<String> config(ClusterSettings settings) {
    Path home = settings.home();
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
            "io.tmp.dirs: " + temporary(home),
            "web.tmpdir: " + temporary(home),
            "state.backend.type: hashmap",
            "state.checkpoints.dir: " + home.resolve("checkpoints").toUri(),
            "state.savepoints.dir: " + home.resolve("savepoints").toUri(),
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

  Path conf() {
    return home.resolve("conf");
  }

  /** For temporary files; what a cluster that was killed left there goes at the next start. */
  Path temporary() {
    return temporary(home);
  }

  private static Path temporary(Path home) {
    return home.resolve("tmp");
  }

  Path log(String member) {
    return home.resolve("logs").resolve(member + ".log");
  }
}
