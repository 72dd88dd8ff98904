package dev.tributary.ingest.config;

import java.util.Locale;

/**
 * Everything that can be set: the key, what applies without it, and what it means. {@code
 * docs/ingest-service.md} lists them; a test compares.
 */
public enum Option {
  SERVER_HOST("server.host", "0.0.0.0", "Address to listen at"),
  SERVER_PORT("server.port", "5000", "Port to listen at; 0 takes any free one"),
  TLS_KEYSTORE("server.tls.keystore", "", "PKCS12 file with key and certificate: turns HTTPS on"),
  TLS_PASSWORD(
      "server.tls.password",
      "",
      "Password of the keystore; in the file or the environment, since ps shows a -D"),
  HEAD_TIMEOUT(
      "server.head-timeout",
      "PT10S",
      "Longest time from a head's first byte to its last, and of a TLS handshake"),
  BODY_STALL("server.body-stall-timeout", "PT10S", "Longest wait for more of a body"),
  BODY_TIMEOUT("server.body-timeout", "PT1M", "Longest time that a whole body may take"),
  MIN_BODY_RATE(
      "server.min-body-rate",
      "10240",
      "Bytes a second that a body must bring from its 6th second on; 0: any"),
  IDLE_TIMEOUT("server.idle-timeout", "PT5M", "Connections without a request for so long end"),
  DRAIN_DELAY(
      "server.drain-delay", "PT1S", "On SIGTERM: time with readiness red before listening ends"),
  DRAIN_TIMEOUT("server.drain-timeout", "PT10S", "On SIGTERM: longest wait for requests in hand"),
  MAX_CONNECTIONS(
      "server.max-connections",
      "0",
      "Most connections at once, further ones wait; 0: what the limit of open files allows"),
  MAX_PER_ADDRESS(
      "server.max-connections-per-address",
      "256",
      "Most connections of one address, TLS handshakes too; 0: any number, for a service behind a"
          + " proxy"),
  MAX_BODIES(
      "server.max-body-memory",
      "0",
      "Most bytes of bodies in memory; 0: an eighth of the heap. One address gets a quarter"),
  ADMIN_HOST("admin.host", "127.0.0.1", "Address of the admin port"),
  ADMIN_PORT(
      "admin.port",
      "",
      "Own port for health, metrics, console and openapi; without it they are on the other"),
  KAFKA_SERVERS("kafka.bootstrap-servers", "127.0.0.1:29092", "Where Kafka is: host:port, …"),
  KAFKA_PARTITIONS("kafka.partitions", "4", "Partitions of a topic that is made at start"),
  KAFKA_REPLICATION(
      "kafka.replication-factor",
      "-1",
      "Replicas of a topic that is made; -1: the broker's default"),
  KAFKA_ACK_TIMEOUT(
      "kafka.ack-timeout", "PT3S", "Longest wait for acknowledgements; PT0.5S to PT4S"),
  KAFKA_PENDING(
      "kafka.max-pending-bytes", "0", "Most bytes that wait for Kafka; 0 is an eighth of the heap"),
  RECEIPTS_PIPELINE(
      "receipts.pipeline",
      "tributary",
      "Name of the pipeline that reads the topics: its commit log says where an event is; empty: no"
          + " receipts are looked up"),
  RECEIPTS_MEMORY(
      "receipts.max-memory",
      "33554432",
      "Most bytes of commits in memory; older ones are searched"),
  RECEIPTS_WAITING(
      "receipts.max-waiting-events",
      "10000",
      "Most events that requests with Prefer: wait may wait for at once"),
  HEADERS_DROP("headers.drop", "", "Further request headers that are never stored: a list"),
  HEADERS_KEEP(
      "headers.keep",
      "",
      "The only request headers that are stored: a list; empty: all but secrets"),
  IP_CAPTURE("ip.capture", "none", "Store the client's address: none, truncated or full"),
  IP_HEADER("ip.header", "", "Header in which the proxy before us writes the client's address"),
  CORS_ORIGINS("cors.origins", "", "Web origins that may send events: a list, or * for all"),
  KEYS_FILE("keys.file", "", "File of write keys; read again when it changes"),
  ACCESS_FORMAT("access-log.format", "none", "Access log: none, combined or json"),
  ACCESS_FILE("access-log.file", "-", "Where the access log goes; - is standard output"),
  PARENT("tributary.parent", "0", "Process id whose end ends the service; 0: none"),
  READY_FILE(
      "tributary.ready.file",
      "",
      "Written as port=N once Kafka takes events, or after 15 s of listening");

  private static final String ENV_PREFIX = "TRIBUTARY_INGEST_";

  private final String key;
  private final String byDefault;
  private final String meaning;

  Option(String key, String byDefault, String meaning) {
    this.key = key;
    this.byDefault = byDefault;
    this.meaning = meaning;
  }

  /** The key in YAML (dots are levels) and as a system property. */
  public String key() {
    return key;
  }

  /** What applies when it is not set. */
  public String byDefault() {
    return byDefault;
  }

  /** One line for people. */
  public String meaning() {
    return meaning;
  }

  /** The environment variable that sets it. */
  public String variable() {
    return variable(key);
  }

  static String variable(String key) {
    return ENV_PREFIX + key.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
  }
}
