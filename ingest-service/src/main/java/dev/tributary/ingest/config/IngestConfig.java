package dev.tributary.ingest.config;

import dev.tributary.ingest.envelope.Addresses;
import dev.tributary.ingest.publish.PublishSettings;
import dev.tributary.ingest.receipts.ReceiptSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/** The service's settings, typed and checked. */
public record IngestConfig(
    Listen listen,
    Timeouts timeouts,
    long maxBodyMemory,
    PublishSettings publish,
    ReceiptSettings receipts,
    List<RouteSettings> routes,
    Map<String, String> topics,
    Privacy privacy,
    Set<String> origins,
    Optional<Path> keysFile,
    AccessLogSettings accessLog,
    Process process) {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration MOMENT = Duration.ofMillis(10);

  /** Where it listens. */
  public record Listen(
      String host,
      int port,
      int maxConnections,
      int maxPerAddress,
      Optional<Path> tlsKeystore,
      String tlsPassword,
      String adminHost,
      OptionalInt adminPort) {}

  /** How long things may take. */
  public record Timeouts(
      Duration head,
      Duration bodyStall,
      Duration body,
      long minBodyRate,
      Duration idle,
      Duration drainDelay,
      Duration drain) {}

  /** What is stored of people's headers and addresses. */
  public record Privacy(
      Set<String> droppedHeaders,
      Set<String> keptHeaders,
      Addresses addresses,
      String addressHeader) {}

  /** The access log. */
  public record AccessLogSettings(AccessFormat format, String file) {}

  /** Forms of the access log. */
  public enum AccessFormat {
    NONE,
    COMBINED,
    JSON
  }

  /** What starts and watches this process; a parent of 0 is none. */
  public record Process(long parentPid, Optional<Path> readyFile) {}

  /**
   * Reads the settings.
   *
   * @throws IllegalArgumentException naming all problems at once
   */
  public static IngestConfig from(Settings settings) {
    List<RouteSettings> routes = new RouteReader(settings).read();
    Map<String, String> topics = settings.under("topics.");
    IngestConfig config =
        new IngestConfig(
            listen(settings),
            timeouts(settings),
            bytes(settings, Option.MAX_BODIES),
            publish(settings, routes, topics),
            receipts(settings),
            routes,
            topics,
            new Privacy(
                Set.copyOf(settings.list(Option.HEADERS_DROP)),
                Set.copyOf(settings.list(Option.HEADERS_KEEP)),
                settings.choice(Option.IP_CAPTURE, Addresses.class),
                settings.text(Option.IP_HEADER)),
            Set.copyOf(settings.list(Option.CORS_ORIGINS)),
            settings.file(Option.KEYS_FILE),
            new AccessLogSettings(
                settings.choice(Option.ACCESS_FORMAT, AccessFormat.class),
                settings.text(Option.ACCESS_FILE)),
            new Process(
                settings.number(Option.PARENT, 0, Long.MAX_VALUE),
                settings.optional(Option.READY_FILE).map(Path::of)));
    settings.check();
    return config;
  }

  private static Listen listen(Settings settings) {
    OptionalInt admin =
        settings.text(Option.ADMIN_PORT).isEmpty()
            ? OptionalInt.empty()
            : OptionalInt.of((int) settings.number(Option.ADMIN_PORT, 0, 65_535));
    int connections = (int) settings.number(Option.MAX_CONNECTIONS, 0, Integer.MAX_VALUE);
    return new Listen(
        settings.text(Option.SERVER_HOST),
        (int) settings.number(Option.SERVER_PORT, 0, 65_535),
        connections == 0 ? OpenFiles.forConnections() : connections,
        (int) settings.number(Option.MAX_PER_ADDRESS, 0, Integer.MAX_VALUE),
        settings.file(Option.TLS_KEYSTORE),
        settings.text(Option.TLS_PASSWORD),
        settings.text(Option.ADMIN_HOST),
        admin);
  }

  private static Timeouts timeouts(Settings settings) {
    return new Timeouts(
        settings.duration(Option.HEAD_TIMEOUT, MOMENT, HOUR),
        settings.duration(Option.BODY_STALL, MOMENT, HOUR),
        settings.duration(Option.BODY_TIMEOUT, MOMENT, HOUR),
        settings.number(Option.MIN_BODY_RATE, 0, Integer.MAX_VALUE),
        settings.duration(Option.IDLE_TIMEOUT, MOMENT, HOUR.multipliedBy(24)),
        settings.duration(Option.DRAIN_DELAY, Duration.ZERO, HOUR),
        settings.duration(Option.DRAIN_TIMEOUT, MOMENT, HOUR));
  }

  private static PublishSettings publish(
      Settings settings, List<RouteSettings> routes, Map<String, String> topics) {
    List<String> all =
        Stream.of(
                Stream.of("events"),
                routes.stream().map(RouteSettings::topic),
                topics.values().stream())
            .flatMap(names -> names)
            .distinct()
            .toList();
    for (String topic : all) {
      if (!topic.matches("[A-Za-z0-9._-]{1,249}")) {
        settings.problem("a topic must be 1 to 249 letters, digits, dots, _ or -: " + topic);
      }
    }
    return new PublishSettings(
        settings.text(Option.KAFKA_SERVERS),
        all,
        (int) settings.number(Option.KAFKA_PARTITIONS, 1, 10_000),
        (short) settings.number(Option.KAFKA_REPLICATION, -1, 100),
        settings.duration(Option.KAFKA_ACK_TIMEOUT, Duration.ofMillis(500), Duration.ofSeconds(4)),
        bytes(settings, Option.KAFKA_PENDING),
        client(settings));
  }

  private static ReceiptSettings receipts(Settings settings) {
    String pipeline = settings.text(Option.RECEIPTS_PIPELINE);
    if (!pipeline.matches("[A-Za-z0-9._-]{0,100}")) {
      settings.problem(
          "receipts.pipeline must be at most 100 letters, digits, dots, _ or -: " + pipeline);
    }
    return new ReceiptSettings(
        pipeline,
        settings.number(Option.RECEIPTS_MEMORY, 0, Integer.MAX_VALUE),
        (int) settings.number(Option.RECEIPTS_WAITING, 0, Integer.MAX_VALUE / 2));
  }

  /** What a 2xx means is not up to the user. */
  private static Map<String, String> client(Settings settings) {
    Map<String, String> client = settings.under("kafka.client.");
    String acks = client.getOrDefault("acks", "all");
    if (!acks.equals("all") && !acks.equals("-1")) {
      settings.problem("kafka.client.acks must be all, a 2xx means that Kafka has it: " + acks);
    }
    String idempotence = client.getOrDefault("enable.idempotence", "true");
    if (!idempotence.equals("true")) {
      settings.problem("kafka.client.enable.idempotence must be true: " + idempotence);
    }
    return client;
  }

  /** A number of bytes; 0 stands for an eighth of the heap. */
  private static long bytes(Settings settings, Option option) {
    long bytes = settings.number(option, 0, Long.MAX_VALUE / 2);
    return bytes == 0 ? Runtime.getRuntime().maxMemory() / 8 : bytes;
  }
}
