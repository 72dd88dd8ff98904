package dev.tributary.ingest.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.ingest.envelope.Addresses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestConfigTest {
  @TempDir Path folder;

  @Test
  void takesYamlThenTheEnvironmentThenSystemProperties() throws IOException {
    Path yaml =
        yaml(
            """
            server:
              port: 1
              idle-timeout: PT1M
            kafka:
              bootstrap-servers: from-yaml:9092
              client:
                security.protocol: SASL_SSL
            cors:
              origins: [https://a.example, https://b.example]
            topics:
              payment: payments
            ip:
              capture: truncated
            routes:
              - path: /ping
                event-type: ping
                topic: pings
                reply: "pong\\n"
                open: true
            """);
    Properties properties = new Properties();
    properties.setProperty("server.port", "3");
    properties.setProperty("java.something.else", "ignored");
    Map<String, String> environment =
        Map.of(
            "TRIBUTARY_INGEST_SERVER_PORT", "2",
            "TRIBUTARY_INGEST_KAFKA_BOOTSTRAP_SERVERS", "from-env:9092",
            "TRIBUTARY_INGEST_KAFKA_CLIENT_SASL_MECHANISM", "PLAIN",
            "TRIBUTARY_INGEST_ROUTES_1_PATH", "/pong",
            "TRIBUTARY_INGEST_ROUTES_1_EVENT_TYPE", "pong",
            "PATH", "ignored");

    IngestConfig config =
        IngestConfig.from(SettingSources.read(Optional.of(yaml), environment, properties));

    assertThat(config.listen().port()).isEqualTo(3);
    assertThat(config.timeouts().idle()).isEqualTo(Duration.ofMinutes(1));
    assertThat(config.publish().bootstrapServers()).isEqualTo("from-env:9092");
    assertThat(config.publish().client())
        .containsOnly(
            Map.entry("security.protocol", "SASL_SSL"), Map.entry("sasl.mechanism", "PLAIN"));
    assertThat(config.publish().topics()).containsExactly("events", "pings", "payments");
    assertThat(config.origins()).containsOnly("https://a.example", "https://b.example");
    assertThat(config.privacy().addresses()).isEqualTo(Addresses.TRUNCATED);
    assertThat(config.routes())
        .containsExactly(
            new RouteSettings("/ping", "ping", "pings", "pong\n", true),
            new RouteSettings("/pong", "pong", "events", "OK\n", false));
  }

  @Test
  void needsNoSettingAtAll() {
    IngestConfig config = IngestConfig.from(new Settings(Map.of()));

    assertThat(config.listen().port()).isEqualTo(5000);
    assertThat(config.routes()).isEqualTo(RouteSettings.DEFAULTS);
    assertThat(config.publish().topics()).containsExactly("events", "MessageHistory");
  }

  @Test
  void namesAllProblemsInOneMessage() {
    Settings settings =
        new Settings(
            Map.of(
                "server.port", "70000",
                "server.prot", "5000",
                "kafka.ack-timeout", "PT5S",
                "ip.capture", "some",
                "keys.file", "/no/such/file",
                "topics.payment", "no good",
                "routes.0.path", "ping",
                "routes.0.event-type", "Ping"));

    assertThatThrownBy(() -> IngestConfig.from(settings))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(
            "server.port must be a whole number from 0 to 65535: 70000",
            "server.prot is no setting: did you mean server.port?",
            "kafka.ack-timeout must be an ISO 8601 duration from PT0.5S to PT4S: PT5S",
            "ip.capture must be one of [none, truncated, full]: some",
            "keys.file must be a file that can be read: /no/such/file",
            "a topic must be 1 to 249 letters, digits, dots, _ or -: no good",
            "routes.0.path must begin with /",
            "routes.0.event-type must match");
  }

  @Test
  void refusesClientSettingsThatWouldMakeA2xxALie() {
    Settings settings =
        new Settings(Map.of("kafka.client.acks", "1", "kafka.client.enable.idempotence", "false"));

    assertThatThrownBy(() -> IngestConfig.from(settings))
        .hasMessage(
            "kafka.client.acks must be all, a 2xx means that Kafka has it: 1;"
                + " kafka.client.enable.idempotence must be true: false");
  }

  @Test
  void refusesAVariableThatSetsNothing() {
    Map<String, String> environment = Map.of("TRIBUTARY_INGEST_SERVER_PROT", "1");

    assertThatThrownBy(
            () ->
                IngestConfig.from(
                    SettingSources.read(Optional.empty(), environment, new Properties())))
        .hasMessageContaining("TRIBUTARY_INGEST_SERVER_PROT is no setting");
  }

  @Test
  void saysWhatIsWrongWithAFileThatIsNoYaml() throws IOException {
    Path yaml = yaml("server: [unclosed");

    assertThatThrownBy(() -> SettingSources.read(Optional.of(yaml), Map.of(), new Properties()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must be YAML")
        .hasMessageNotContaining("\n");
  }

  @Test
  void isDocumentedOptionByOption() throws IOException {
    String page = Files.readString(Path.of("../docs/ingest-service.md"));

    for (Option option : List.of(Option.values())) {
      String byDefault = option.byDefault().isEmpty() ? "" : "`" + option.byDefault() + "`";
      assertThat(page)
          .as("docs/ingest-service.md")
          .contains("| `" + option.key() + "` | " + byDefault + " | " + option.meaning() + " |");
    }
  }

  private Path yaml(String text) throws IOException {
    return Files.writeString(folder.resolve("ingest-service.yaml"), text);
  }
}
