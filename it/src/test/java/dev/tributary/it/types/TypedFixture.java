package dev.tributary.it.types;

import dev.tributary.it.faults.Drained;
import dev.tributary.it.faults.JavaProcess;
import dev.tributary.it.faults.PipelineFixture;
import dev.tributary.it.support.PrestoSql;
import dev.tributary.pipeline.lake.metastore.MetastoreAddress;
import dev.tributary.runners.processes.home.Endpoints;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * In a system that runs, a lake of its own with a schema in Presto, and a pipeline on the Direct
 * runner that can be stopped and started with other event types.
 */
public final class TypedFixture implements AutoCloseable {
  /** Presto's schema of this world's lake. */
  static final String SCHEMA = "game";

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Pattern RECEIVED_AT = Pattern.compile("\"received_at\":\"([^\"]+)\"");

  private final Endpoints system;
  private final Path folder;
  private final PipelineFixture world;
  private SchemaFolder schemas;
  private JavaProcess pipeline;
  private int launches;

  private TypedFixture(Endpoints system, Path folder, PipelineFixture world) {
    this.system = system;
    this.folder = folder;
    this.world = world;
  }

  /**
   * Its topics and its lake; the pipeline is not launched yet.
   *
   * @param system what runs
   * @param folder for the lake and all else that is written
   */
  public static TypedFixture in(Endpoints system, Path folder) throws Exception {
    Files.createDirectories(folder);
    PipelineFixture world = PipelineFixture.make(system.kafka(), "typed", folder);
    stampByProducers(world);
    return new TypedFixture(system, folder, world);
  }

  /** Its events are of a day that has passed: a time of receipt is believed near the record's. */
  private static void stampByProducers(PipelineFixture world) throws Exception {
    List<AlterConfigOp> kept =
        Stream.of(
                new ConfigEntry("message.timestamp.type", "CreateTime"),
                new ConfigEntry("retention.ms", "-1")) // which goes by their stamps
            .map(entry -> new AlterConfigOp(entry, AlterConfigOp.OpType.SET))
            .toList();
    world
        .admin()
        .incrementalAlterConfigs(
            world.topics().stream()
                .collect(
                    Collectors.toMap(
                        topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic),
                        topic -> kept)))
        .all()
        .get();
  }

  /** Kills the pipeline, if it runs, and starts it with these event types. */
  void launch(SchemaFolder types) throws Exception {
    schemas = types;
    if (pipeline != null) {
      pipeline.kill();
    }
    pipeline =
        JavaProcess.startTestClasspath(
            schemas.classes(),
            log(),
            List.of("-Xmx384m"),
            "dev.tributary.runners.direct.Main",
            world.arguments("--metastore=" + system.metastore(), "--schema=" + SCHEMA));
  }

  /** Starts it with the event types that it had. */
  void launchAgain() throws Exception {
    launch(schemas);
  }

  private Path log() throws Exception {
    return Files.createDirectories(world.work().resolve("launch-" + launches++)).resolve("log");
  }

  /** Sends records and waits until all of them are in the lake. */
  void put(List<GameEvents.Made> records) throws Exception {
    Map<String, Object> config = Map.of("bootstrap.servers", world.kafka(), "acks", "all");
    var text = new StringSerializer();
    try (var producer = new KafkaProducer<>(config, text, text)) {
      records.forEach(
          record ->
              producer.send(
                  new ProducerRecord<>(
                      topic(record.topic()),
                      record.partition(),
                      stamp(record.value()),
                      null,
                      record.value())));
    }
    try {
      Drained.await(world);
    } catch (AssertionError late) {
      throw new AssertionError("The pipeline's last lines:\n" + pipeline.lastLines(), late);
    }
  }

  /** The time of receipt that the record names, or null: then it is now. */
  private static Long stamp(String value) {
    Matcher received = RECEIVED_AT.matcher(value);
    return received.find() ? Instant.parse(received.group(1)).toEpochMilli() : null;
  }

  /** Runs {@code commits} on it. */
  String bringUpCommits() throws Exception {
    return tool(
        List.of(
            "commits",
            "--bootstrapServers=" + world.kafka(),
            "--name=" + world.name(),
            "--lake=" + lake(),
            "--metastore=" + system.metastore(),
            "--schema=" + SCHEMA));
  }

  /** Runs {@code forget-type} on it. */
  String forgetType(String... options) throws Exception {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "forget-type",
                "--bootstrapServers=" + world.kafka(),
                "--name=" + world.name(),
                "--lake=" + lake(),
                "--metastore=" + system.metastore(),
                "--schema=" + SCHEMA));
    arguments.addAll(List.of(options));
    return tool(arguments);
  }

  /** Runs one of our tools to its end and returns what it printed. */
  String tool(List<String> arguments) throws Exception {
    try (JavaProcess tool = JavaProcess.startTool(log(), arguments)) {
      int exit = tool.awaitEnd(PATIENCE);
      if (exit != 0) {
        throw new AssertionError(arguments + " ended with " + exit + ":\n" + tool.text());
      }
      return tool.text();
    }
  }

  String topic(int index) {
    return world.topics().get(index);
  }

  String kafka() {
    return world.kafka();
  }

  String name() {
    return world.name();
  }

  Path folder() {
    return folder;
  }

  Path lake() {
    return world.lake();
  }

  /** A database of the system's metastore. */
  MetastoreAddress metastore(String database) {
    String[] parts = system.metastore().split(":");
    return new MetastoreAddress(parts[0], Integer.parseInt(parts[1]), database, "hive");
  }

  /** Questions in a schema. */
  PrestoSql sql(String schema) {
    return new PrestoSql(system.presto(), schema);
  }

  /** Questions to this world's lake. */
  PrestoSql sql() {
    return sql(SCHEMA);
  }

  @Override
  public void close() {
    if (pipeline != null) {
      pipeline.close();
    }
    world.close();
  }
}
