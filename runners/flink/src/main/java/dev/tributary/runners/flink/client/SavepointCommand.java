package dev.tributary.runners.flink.client;

import dev.tributary.pipeline.commit.LogAccess;
import dev.tributary.pipeline.kafka.KafkaAccess;
import dev.tributary.runners.flink.cluster.Arguments;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The command {@code savepoint}: takes a savepoint of the running job; with {@code --stop} stops it
 * with one; with {@code --drain} ends it for good, with all that it has read in the lake.
 */
public final class SavepointCommand {
  private static final Map<String, String> OPTIONS =
      Map.of(
          "flinkMaster", "127.0.0.1:8081",
          "name", "tributary",
          "job", "",
          "target", "",
          "stop", "false",
          "drain", "false",
          "bootstrapServers", "",
          "kafkaConfig", "");

  private final PrintStream out;

  /** Prints what it does there. */
  public SavepointCommand(PrintStream out) {
    this.out = out;
  }

  /**
   * Runs it.
   *
   * @param words options, {@code --name=value}
   * @throws IllegalArgumentException for options that are wrong, all in one message
   * @throws IOException when Flink or Kafka does not answer, or Flink refuses
   * @throws IllegalStateException when there is no such job, or not all of it is published
   */
  public void run(List<String> words) throws IOException, InterruptedException {
    if (words.contains("--help")) {
      help();
      return;
    }
    var arguments = new Arguments(words, OPTIONS);
    boolean stop = arguments.flag("stop");
    boolean drain = arguments.flag("drain");
    if (stop && drain) {
      arguments.problem("--stop and --drain exclude each other");
    }
    if (drain) {
      arguments.named(
          "bootstrapServers", "must name the pipeline's Kafka, to see what is committed");
    }
    KafkaAccess kafka = kafka(arguments);
    arguments.check();
    var rest = new FlinkRest(arguments.text("flinkMaster"));
    FlinkRest.Job running = job(rest, arguments);
    String job = running.id();
    var savepoints = new Savepoints(rest, job, target(rest, running, arguments.text("target")));
    if (drain) {
      savepoints.drain();
      out.println("Drained job " + job + ".");
      var log = new LogAccess(kafka, arguments.text("name"), "nobody");
      out.println(new DrainedLog(log).awaitPublished());
    } else {
      out.println(stop ? savepoints.stop() : savepoints.take());
    }
  }

  private static KafkaAccess kafka(Arguments arguments) {
    try {
      return KafkaAccess.of(arguments.text("bootstrapServers"), arguments.text("kafkaConfig"));
    } catch (IllegalArgumentException e) {
      arguments.problem(e.getMessage());
      return null;
    }
  }

  /**
   * Where to, when nobody says: the job's own folder. Flink itself takes the cluster's, whatever
   * the job's configuration has, and nobody would find it there by the job's name.
   */
  private static String target(FlinkRest rest, FlinkRest.Job job, String asked)
      throws IOException, InterruptedException {
    return asked.isBlank()
        ? StateFolders.of(job.name(), rest.config()).savepoints().orElse("")
        : asked;
  }

  private static FlinkRest.Job job(FlinkRest rest, Arguments arguments)
      throws IOException, InterruptedException {
    rest.checkCluster();
    String id = arguments.text("job");
    List<FlinkRest.Job> running =
        rest.jobs().stream().filter(job -> job.state().equals("RUNNING")).toList();
    List<FlinkRest.Job> mine =
        running.stream()
            .filter(
                job ->
                    id.isBlank() ? job.name().equals(arguments.text("name")) : job.id().equals(id))
            .toList();
    if (mine.size() != 1) {
      throw new IllegalStateException(
          "there "
              + (mine.isEmpty() ? "is no running job" : "is more than one running job")
              + (id.isBlank() ? " of the name " + arguments.text("name") : " of the id " + id)
              + ": give --name=NAME or --job=ID, of "
              + running.stream()
                  .map(job -> job.id() + " (" + job.name() + ")")
                  .collect(Collectors.toList()));
    }
    return mine.get(0);
  }

  private void help() {
    out.println("savepoint takes a savepoint of the pipeline's running job and prints its path.");
    out.println("  --stop                  stop the job with it");
    out.println("  --drain                 end the job with all that it has read in the lake, and");
    out.println("                          no savepoint: the next launch starts from the log");
    out.println("  --flinkMaster=host:port Flink's REST API. Default: 127.0.0.1:8081");
    out.println("  --name=NAME             the pipeline's name, its job's too. Default: tributary");
    out.println("  --job=ID                the job itself, where its name is another one");
    out.println("  --target=URI            where to. Default: the folder of the job's name in the");
    out.println("                          cluster's state.savepoints.dir");
    out.println("  --bootstrapServers=…    for --drain: the pipeline's Kafka");
    out.println("  --kafkaConfig=FILE      for --drain: Kafka client settings. Default: none");
  }
}
