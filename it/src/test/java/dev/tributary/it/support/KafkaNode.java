package dev.tributary.it.support;

import dev.tributary.runners.processes.JavaCommand;
import dev.tributary.runners.processes.Part;
import dev.tributary.runners.processes.home.Checkout;
import dev.tributary.runners.processes.home.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;

/** One of the brokers of a {@link KafkaCluster}, a controller too. */
final class KafkaNode implements Part {
  private static final String CLUSTER_ID = "dHJpYnV0YXJ5LXRlc3QtMQ"; // 16 bytes, base64

  private final Home home;
  private final int id;
  private final int port;
  private final int controllerPort;
  private final String voters;

  /**
   * @param voters all nodes' controllers: id@host:port, …
   */
  KafkaNode(Home home, int id, int port, int controllerPort, String voters) {
    this.home = home;
    this.id = id;
    this.port = port;
    this.controllerPort = controllerPort;
    this.voters = voters;
  }

  @Override
  public String name() {
    return "kafka-" + id;
  }

  @Override
  public String address() {
    return "127.0.0.1:" + port;
  }

  @Override
  public JavaCommand command() throws IOException {
    Path config = home.run().resolve(name() + ".properties");
    if (!Files.exists(config)) {
      Files.write(config, settings());
      format(config);
    }
    return java("kafka.Kafka", config.toString());
  }

  private List<String> settings() {
    return List.of(
        "process.roles=broker,controller",
        "node.id=" + id,
        "listeners=PLAINTEXT://" + address() + ",CONTROLLER://127.0.0.1:" + controllerPort,
        "advertised.listeners=PLAINTEXT://" + address(),
        "controller.listener.names=CONTROLLER",
        "controller.quorum.voters=" + voters,
        "log.dirs=" + home.data(name()),
        "auto.create.topics.enable=false",
        "broker.heartbeat.interval.ms=500",
        "broker.session.timeout.ms=3000"); // 9 s by default: a broker's death is noticed then
  }

  private void format(Path config) throws IOException {
    JavaCommand format =
        java("kafka.tools.StorageTool", "format", "-t", CLUSTER_ID, "-c", config.toString());
    int exit =
        new ProcessBuilder(format.words(home.run().resolve(name() + "-format.args")))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(home.log(name()).toFile()))
            .start()
            .onExit()
            .join()
            .exitValue();
    if (exit != 0) {
      throw new IOException("Kafka's StorageTool ended with exit code " + exit);
    }
  }

  private static JavaCommand java(String... main) {
    Checkout checkout = StartedPart.checkout();
    return JavaCommand.watched(
        checkout,
        List.of(
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Dorg.apache.logging.log4j.level=WARN"),
        checkout.jarsOf("kafka"),
        List.of(main));
  }

  /** It takes calls, and the controllers count it among the living. */
  @Override
  public boolean ready() throws Exception {
    Map<String, Object> patience =
        Map.of(
            "bootstrap.servers", address(),
            "request.timeout.ms", 10_000,
            "default.api.timeout.ms", 10_000);
    try (Admin admin = Admin.create(patience)) {
      return admin.describeCluster().nodes().get(20, TimeUnit.SECONDS).stream()
          .anyMatch(node -> node.id() == id);
    }
  }

  @Override
  public Duration stopWithin() {
    return Duration.ofSeconds(6);
  }
}
