package dev.tributary.runners.local.parts;

import dev.tributary.runners.processes.JavaCommand;
import dev.tributary.runners.processes.Part;
import dev.tributary.runners.processes.home.Checkout;
import dev.tributary.runners.processes.home.FreePorts;
import dev.tributary.runners.processes.home.Home;
import dev.tributary.runners.processes.home.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.Uuid;

/** One Kafka broker that is its own controller (KRaft), formatted at its first start. */
public final class KafkaPart implements Part {
  private final Checkout checkout;
  private final Home home;
  private final int port;
  private final Map<String, String> more;

  /** A broker on 127.0.0.1:port with its data in {@code kafka} under the home. */
  public KafkaPart(Checkout checkout, Home home, int port) {
    this(checkout, home, port, Map.of());
  }

  /**
   * The same with more settings.
   *
   * @param more settings of the broker; {@code listeners} come beside ours
   */
  public KafkaPart(Checkout checkout, Home home, int port, Map<String, String> more) {
    this.checkout = checkout;
    this.home = home;
    this.port = port;
    this.more = new TreeMap<>(more);
  }

  @Override
  public String name() {
    return "kafka";
  }

  @Override
  public String address() {
    return "127.0.0.1:" + port;
  }

  @Override
  public JavaCommand command() throws IOException {
    Path config = home.run().resolve("kafka.properties");
    Files.write(config, config(FreePorts.any()));
    if (!Files.exists(home.data(name()).resolve("meta.properties"))) {
      format(config);
    }
    return java("-Xmx512m", "kafka.Kafka", config.toString());
  }

  private List<String> config(int controllerPort) {
    String clients =
        Stream.of("PLAINTEXT://" + address(), more.getOrDefault("listeners", ""))
            .filter(listener -> !listener.isEmpty())
            .collect(Collectors.joining(","));
    var config =
        new ArrayList<>(
            List.of(
                "process.roles=broker,controller",
                "node.id=1",
                "listeners=" + clients + ",CONTROLLER://127.0.0.1:" + controllerPort,
                "advertised.listeners=" + clients,
                "controller.listener.names=CONTROLLER",
                "controller.quorum.voters=1@127.0.0.1:" + controllerPort,
                "log.dirs=" + home.data(name()),
                "auto.create.topics.enable=false",
                "metadata.max.idle.interval.ms=0", // no other controller listens for signs of life
                "num.io.threads=4",
                "message.max.bytes=" + (2 << 20),
                "group.initial.rebalance.delay.ms=0",
                "offsets.topic.replication.factor=1",
                "offsets.topic.num.partitions=4",
                "transaction.state.log.replication.factor=1",
                "transaction.state.log.min.isr=1",
                "transaction.state.log.num.partitions=4",
                "share.coordinator.state.topic.replication.factor=1",
                "share.coordinator.state.topic.min.isr=1"));
    more.forEach(
        (key, value) -> {
          if (!key.equals("listeners")) {
            config.add(key + "=" + value);
          }
        });
    return config;
  }

  private void format(Path config) throws IOException {
    JavaCommand format =
        java(
            "-XX:TieredStopAtLevel=1",
            "kafka.tools.StorageTool",
            "format",
            "--ignore-formatted",
            "-t",
            Uuid.randomUuid().toString(),
            "-c",
            config.toString());
    Process process =
        new ProcessBuilder(format.words(home.run().resolve("kafka-format.args")))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(home.log(name()).toFile()))
            .start();
    int exit = process.onExit().join().exitValue();
    if (exit != 0) {
      throw new IOException("Kafka's StorageTool ended with exit code " + exit);
    }
  }

  private JavaCommand java(String option, String... main) {
    return JavaCommand.watched(
        checkout,
        List.of(
            option,
            "-XX:+UseSerialGC",
            "-XX:+ExitOnOutOfMemoryError",
            "-Dorg.apache.logging.log4j.level=WARN"),
        checkout.jarsOf("kafka"),
        List.of(main));
  }

  @Override
  public boolean ready() throws Exception {
    if (!Ports.answers(port)) {
      return false;
    }
    Map<String, Object> patience =
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, address(),
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000,
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000);
    try (Admin admin = Admin.create(patience)) {
      return !admin.describeCluster().nodes().get(10, TimeUnit.SECONDS).isEmpty();
    }
  }

  @Override
  public Duration stopWithin() {
    return Duration.ofSeconds(6);
  }
}
