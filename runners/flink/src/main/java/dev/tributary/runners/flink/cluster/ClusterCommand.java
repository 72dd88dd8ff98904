package dev.tributary.runners.flink.cluster;

import dev.tributary.runners.processes.command.HelpOption;
import dev.tributary.runners.processes.home.Home;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a user types to start a cluster. */
@Command(
    name = "cluster",
    description = "A Flink cluster on this machine, until Ctrl-C.",
    customSynopsis =
        "mvn -q -pl runners/flink -am compile exec:exec@cluster -Dtributary.args=\"[OPTIONS]\"",
    optionListHeading = "%n",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"1:it could not be started, or not be kept running", "2:typed wrongly"},
    footer = {
      "%nExample:",
      "  mvn -q -pl runners/flink -am compile exec:exec@cluster -Dtributary.args=\"--taskManagers=2\""
    })
final class ClusterCommand implements Callable<Integer> {
  /** What is done with the settings. */
  interface Start {
    int with(ClusterSettings settings) throws Exception;
  }

  private final Start start;

  @Mixin private HelpOption help;

  @Option(
      names = "--home",
      paramLabel = "FOLDER",
      description =
          "Folder of run (configuration), logs, checkpoints, savepoints and tmp. Default:"
              + " .tributary/flink")
  private Path home = Home.chosen().folder().resolve("flink");

  @Option(
      names = "--restPort",
      paramLabel = "PORT",
      defaultValue = "8081",
      converter = NumberInRange.Port.class,
      description = "Submissions and web pages; 0: any free port. Default: 8081")
  private int restPort;

  @Option(
      names = "--rpcPort",
      paramLabel = "PORT",
      defaultValue = "0",
      converter = NumberInRange.Port.class,
      description = "Where TaskManagers find the JobManager; 0: any free port. Default: 0")
  private int rpcPort;

  @Option(
      names = "--taskManagers",
      paramLabel = "N",
      defaultValue = "2",
      converter = NumberInRange.Count.class,
      description = "How many, 1 to 100. Default: 2")
  private int taskManagers;

  @Option(
      names = "--slots",
      paramLabel = "N",
      defaultValue = "2",
      converter = NumberInRange.Count.class,
      description = "Of each, 1 to 100; a job needs as many as its --parallelism. Default: 2")
  private int slots;

  @Option(
      names = "--taskManagerHeapMiB",
      paramLabel = "MIB",
      defaultValue = "700",
      converter = NumberInRange.HeapMiB.class,
      description = "Heap for the tasks of one TaskManager. Default: 700")
  private int taskManagerHeapMiB;

  @Option(
      names = "--webSubmit",
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "true|false",
      description = "Whether the web pages take jars and end jobs. Default: false")
  private boolean webSubmit;

  ClusterCommand(Start start) {
    this.start = start;
  }

  @Override
  public Integer call() throws Exception {
    return start.with(
        new ClusterSettings(
            home.toAbsolutePath().normalize(),
            restPort,
            rpcPort,
            taskManagers,
            slots,
            taskManagerHeapMiB,
            webSubmit));
  }
}
