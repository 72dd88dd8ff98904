package dev.tributary.runners.flink.cluster;

import dev.tributary.runners.processes.Part;
import dev.tributary.runners.processes.Supervisor;
import dev.tributary.runners.processes.Terminal;
import dev.tributary.runners.processes.command.CommandRun;
import dev.tributary.runners.processes.parent.ParentWatch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A Flink session cluster on this machine, in the foreground until a signal: one JobManager and its
 * TaskManagers, each a JVM of its own on 127.0.0.1. One that dies is started again. All of them end
 * with this process, also when it is killed.
 */
public final class LocalCluster {
  private final ClusterSettings settings;
  private final Supervisor supervisor;

  private LocalCluster(ClusterSettings settings, ClusterFiles files) {
    this.settings = settings;
    List<Part> members = new ArrayList<>();
    members.add(ClusterMember.jobManager(settings, files));
    for (int i = 1; i <= settings.taskManagers(); i++) {
      members.add(ClusterMember.taskManager(settings, files, i));
    }
    this.supervisor =
        new Supervisor(members, files.home(), new Terminal(System.out, System.console() != null));
  }

  /** Ends with 2 for options that are wrong, with 1 for what else went wrong; both in one line. */
  public static void main(String[] args) {
    System.exit(
        new CommandRun(Throwable::getMessage)
            .run(new ClusterCommand(LocalCluster::run), List.of(args)));
  }

  private static int run(ClusterSettings asked) throws IOException, InterruptedException {
    ClusterSettings settings = asked.withFreePorts();
    new LocalCluster(settings, ClusterFiles.make(settings)).keep();
    return 1;
  }

  private void keep() throws InterruptedException {
    Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
    endWithParent();
    try {
      supervisor.start();
      System.out.printf(
          "Flink is ready: --flinkMaster=127.0.0.1:%d (web pages: http://127.0.0.1:%d), %d slots%n",
          settings.restPort(), settings.restPort(), settings.taskManagers() * settings.slots());
      supervisor.keep();
    } finally {
      stop();
    }
  }

  /** A command that was killed cannot stop us: where it asks for it, we watch it. */
  private static void endWithParent() {
    if (Boolean.getBoolean("tributary.ends.with.parent")) {
      ProcessHandle.current()
          .parent()
          .ifPresent(parent -> ParentWatch.whenGone(parent.pid(), () -> System.exit(143)));
    }
  }

  private void stop() {
    try {
      supervisor.stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
