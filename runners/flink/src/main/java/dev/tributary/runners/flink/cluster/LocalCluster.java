package dev.tributary.runners.flink.cluster;

import dev.tributary.runners.flink.client.FlinkRest;
import dev.tributary.runners.processes.parent.ParentWatch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A Flink session cluster on this machine, in the foreground until a signal: one JobManager and its
 * TaskManagers, each a JVM of its own on 127.0.0.1. One that dies is started again. All of them end
 * with this process, also when it is killed.
 */
public final class LocalCluster {
  private static final long READY_SECONDS = 180;

  private LocalCluster() {}

  /** Ends with 2 for options that are wrong, with 1 for what else went wrong; both in one line. */
  public static void main(String[] args) {
    try {
      run(ClusterSettings.of(args));
    } catch (IllegalArgumentException e) {
      System.err.println("Cannot start the cluster: " + e.getMessage());
      System.exit(2);
    } catch (IOException | InterruptedException e) {
      System.err.println("Cannot start the cluster: " + e.getMessage());
      System.exit(1);
    }
  }

  private static void run(ClusterSettings asked) throws IOException, InterruptedException {
    ClusterSettings settings = asked.withFreePorts();
    ClusterFiles files = ClusterFiles.make(settings);
    var stopping = new CountDownLatch(1);
    var failed = new CountDownLatch(1);
    var members = new ArrayList<ClusterMember>();
    members.add(ClusterMember.jobManager(files));
    for (int i = 1; i <= settings.taskManagers(); i++) {
      members.add(ClusterMember.taskManager(files, i, settings.taskManagerHeapMiB()));
    }
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(stopping, members)));
    endWithParent();
    for (ClusterMember member : members) {
      member.start();
      var keeper = new Thread(() -> keep(member, stopping, failed), "keep-" + member.name());
      keeper.setDaemon(true);
      keeper.start();
    }
    awaitReady(settings, failed);
    if (failed.getCount() > 0) {
      announce(settings, members);
      failed.await();
    }
    System.exit(1);
  }

  private static void keep(ClusterMember member, CountDownLatch stopping, CountDownLatch failed) {
    try {
      while (true) {
        String end = member.awaitEnd();
        if (stopping.getCount() == 0) {
          return;
        }
        if (!member.mayRestart()) {
          System.err.println(
              "Cannot keep " + member.name() + " running: " + end + " (log: " + member.log() + ")");
          failed.countDown();
          return;
        }
        System.out.println(end + ": started again");
        member.start();
      }
    } catch (IOException e) {
      System.err.println("Cannot start " + member.name() + ": " + e.getMessage());
      failed.countDown();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void awaitReady(ClusterSettings settings, CountDownLatch failed)
      throws IOException, InterruptedException {
    var rest = new FlinkRest("127.0.0.1:" + settings.restPort());
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(READY_SECONDS);
    while (rest.taskManagers() < settings.taskManagers()) {
      if (failed.await(200, TimeUnit.MILLISECONDS)) {
        return;
      }
      if (System.nanoTime() > end) {
        throw new IOException(
            "not all TaskManagers registered within "
                + READY_SECONDS
                + " s: their logs say why ("
                + settings.home().resolve("logs")
                + ")");
      }
    }
  }

  private static void announce(ClusterSettings settings, List<ClusterMember> members) {
    members.forEach(
        member ->
            System.out.printf(
                "%-14s pid %-8d log %s%n", member.name(), member.pid(), member.log()));
    System.out.printf(
        "Flink is ready: --flinkMaster=127.0.0.1:%d (web pages: http://127.0.0.1:%d), %d slots%n",
        settings.restPort(), settings.restPort(), settings.taskManagers() * settings.slots());
  }

  /** A command that was killed cannot stop us: where it asks for it, we watch it. */
  private static void endWithParent() {
    if (Boolean.getBoolean("tributary.ends.with.parent")) {
      ProcessHandle.current()
          .parent()
          .ifPresent(parent -> ParentWatch.whenGone(parent.pid(), () -> System.exit(143)));
    }
  }

  private static void stop(CountDownLatch stopping, List<ClusterMember> members) {
    stopping.countDown();
    members.forEach(ClusterMember::askToStop);
    members.forEach(ClusterMember::awaitStop);
  }
}
