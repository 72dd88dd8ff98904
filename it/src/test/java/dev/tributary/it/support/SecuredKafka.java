package dev.tributary.it.support;

import dev.tributary.runners.processes.home.FreePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;

/**
 * A Kafka broker that takes clients over SASL_SSL too: SCRAM-SHA-512 under a key of our own making.
 * Its plain address stays open, for those who look on.
 */
public final class SecuredKafka implements AutoCloseable {
  private static final String USER = "tributary";
  private static final String PASSWORD = "open sesame";
  private static final int ITERATIONS = 4096;

  private final StartedPart broker;
  private final String address;
  private final Path certificate;

  private SecuredKafka(StartedPart broker, String address, Path certificate) {
    this.broker = broker;
    this.address = address;
    this.certificate = certificate;
  }

  /** Makes key and user, and starts the broker. */
  public static SecuredKafka start(TempHome home) throws Exception {
    Path keys = home.folder().resolve("keys.p12");
    Path certificate = home.folder().resolve("certificate.pem");
    String store = "-keystore " + keys + " -storepass changeit -alias broker";
    keytool("-genkeypair -keyalg EC -dname CN=localhost -ext san=ip:127.0.0.1 " + store);
    keytool("-exportcert -rfc -file " + certificate + " " + store);
    String address = "127.0.0.1:" + FreePorts.any();
    StartedPart broker =
        StartedPart.kafka(
            home,
            Map.of(
                "listeners", "SASL_SSL://" + address,
                "listener.security.protocol.map",
                    "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,SASL_SSL:SASL_SSL",
                "sasl.enabled.mechanisms", "SCRAM-SHA-512",
                "listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config",
                    "org.apache.kafka.common.security.scram.ScramLoginModule required;",
                "ssl.keystore.type", "PKCS12",
                "ssl.keystore.location", keys.toString(),
                "ssl.keystore.password", "changeit"));
    try (var admin = Admin.create(Map.of("bootstrap.servers", broker.address()))) {
      var scram = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS);
      admin
          .alterUserScramCredentials(
              List.of(new UserScramCredentialUpsertion(USER, scram, PASSWORD)))
          .all()
          .get();
    }
    return new SecuredKafka(broker, address, certificate);
  }

  private static void keytool(String words) throws IOException, InterruptedException {
    Path program = Path.of(System.getProperty("java.home"), "bin", "keytool");
    var process =
        new ProcessBuilder((program + " " + words).split(" ")).redirectErrorStream(true).start();
    String text = new String(process.getInputStream().readAllBytes());
    if (process.waitFor() != 0) {
      throw new IOException("keytool: " + text);
    }
  }

  /** Where clients must show who they are, host:port. */
  public String address() {
    return address;
  }

  /** Where they need not. */
  public String plainAddress() {
    return broker.address();
  }

  /** What a Kafka client must be told to get in. */
  public Map<String, String> clientSettings() {
    return clientSettings(PASSWORD);
  }

  /** The password in them. */
  public String password() {
    return PASSWORD;
  }

  private Map<String, String> clientSettings(String password) {
    return Map.of(
        "security.protocol", "SASL_SSL",
        "sasl.mechanism", "SCRAM-SHA-512",
        "sasl.jaas.config",
            "org.apache.kafka.common.security.scram.ScramLoginModule required username=\""
                + USER
                + "\" password=\""
                + password
                + "\";",
        "ssl.truststore.type", "PEM",
        "ssl.truststore.location", certificate.toString());
  }

  /** The same as the file that {@code --kafkaConfig} takes. */
  public Path clientFile() throws IOException {
    return file("client.properties", clientSettings());
  }

  /** One with a password that is not the user's. */
  public Path strangersFile() throws IOException {
    return file("stranger.properties", clientSettings("guess"));
  }

  private Path file(String name, Map<String, String> settings) throws IOException {
    return Files.write(
        certificate.resolveSibling(name),
        new TreeMap<>(settings)
            .entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue())
                .collect(Collectors.toList()));
  }

  @Override
  public void close() {
    broker.close();
  }
}
