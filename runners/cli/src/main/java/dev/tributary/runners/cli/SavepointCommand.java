package dev.tributary.runners.cli;

import dev.tributary.ledger.kafka.KafkaClients;
import dev.tributary.runners.cli.output.OutputOptions;
import dev.tributary.runners.cli.output.Result;
import dev.tributary.runners.flink.client.DrainedLog;
import dev.tributary.runners.flink.client.PipelineJob;
import dev.tributary.runners.processes.command.HelpOption;
import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Takes a savepoint of a job on a Flink cluster, stops it with one, or drains it. */
@Command(
    name = "savepoint",
    description = {
      "Takes a savepoint of the pipeline's running job on a Flink cluster and prints its path.",
      "--stop stops the job with it. --drain ends the job with all that it has read in the lake,",
      "and no savepoint: the next launch starts from the log."
    },
    customSynopsis = "mvn -q -Ptool -Dtool=\"savepoint [OPTIONS]\"",
    optionListHeading = "%n",
    footer = {
      "%nExamples:",
      "  mvn -q -Ptool -Dtool=\"savepoint --name=cluster --stop\"",
      "  mvn -q -Ptool -Dtool=\"savepoint --name=cluster --drain --bootstrapServers=127.0.0.1:29092\""
    })
final class SavepointCommand implements Callable<Integer> {
  /**
   * A savepoint.
   *
   * @param job the job's ID
   * @param path where it is, a URI
   * @param stopped whether the job ended with it
   */
  record Taken(String job, String path, boolean stopped) implements Result {
    @Override
    public void print(PrintStream out) {
      out.println(path);
    }
  }

  /**
   * A job that ended for good.
   *
   * @param sequence the commit log's last
   */
  record Drained(String job, long sequence) implements Result {
    @Override
    public void print(PrintStream out) {
      out.println("Drained job " + job + ".");
      out.println("All that it has read is committed and published (sequence=" + sequence + ").");
    }
  }

  @Mixin private HelpOption help;

  @Option(
      names = "--stop",
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "true|false",
      description = "Stop the job with it. Default: false")
  private boolean stop;

  @Option(
      names = "--drain",
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "true|false",
      description = "End the job for good. Default: false")
  private boolean drain;

  @Option(
      names = "--flinkMaster",
      paramLabel = "HOST:PORT",
      defaultValue = "127.0.0.1:8081",
      description = "Flink's REST API. Default: 127.0.0.1:8081")
  private String flinkMaster;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      defaultValue = "tributary",
      description = "The pipeline's name, its job's too. Default: tributary")
  private String name;

  @Option(
      names = "--job",
      paramLabel = "ID",
      defaultValue = "",
      description = "The job itself, where its name is another one")
  private String job;

  @Option(
      names = "--target",
      paramLabel = "URI",
      defaultValue = "",
      description =
          "Where to. Default: the folder of the job's name in the cluster's state.savepoints.dir")
  private String target;

  @Option(
      names = "--bootstrapServers",
      paramLabel = "HOST:PORT",
      defaultValue = "",
      description = "For --drain: the pipeline's Kafka")
  private String bootstrapServers;

  @Option(
      names = "--kafkaConfig",
      paramLabel = "FILE",
      defaultValue = "",
      description = "For --drain: Kafka client settings. Default: none")
  private String kafkaConfig;

  @Mixin private OutputOptions output;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (stop && drain) {
      throw new IllegalArgumentException("--stop and --drain exclude each other");
    }
    if (drain && bootstrapServers.isBlank()) {
      throw new IllegalArgumentException(
          "--bootstrapServers must name the pipeline's Kafka, to see what is committed");
    }
    KafkaClients kafka = KafkaClients.of(bootstrapServers, kafkaConfig);
    PipelineJob running = PipelineJob.find(flinkMaster, name, job);
    if (drain) {
      running.drain(target);
      output.print(new Drained(running.id(), DrainedLog.of(kafka, name).awaitPublished()));
    } else {
      String path = stop ? running.stop(target) : running.take(target);
      output.print(new Taken(running.id(), path, stop));
    }
    return 0;
  }
}
