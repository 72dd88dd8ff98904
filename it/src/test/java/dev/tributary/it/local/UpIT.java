package dev.tributary.it.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.it.console.ConsoleInSystem;
import dev.tributary.it.contents.ContentsInSystem;
import dev.tributary.it.support.Await;
import dev.tributary.it.support.DebianTool;
import dev.tributary.it.support.NeedsTools;
import dev.tributary.it.support.PrestoSql;
import dev.tributary.it.support.TempHome;
import dev.tributary.it.support.UpProcess;
import dev.tributary.it.types.TypedFixture;
import dev.tributary.it.types.TypesInSystem;
import dev.tributary.runners.processes.home.Endpoints;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestClassOrder;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * The whole system as a user starts it. The methods share one system and go through its life in
 * order, since a start takes a minute: up, used, hurt, used by analysts, stopped, up again,
 * orphaned.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@TestClassOrder(ClassOrderer.OrderAnnotation.class)
final class UpIT {
  private static final Duration FRESH = Duration.ofMinutes(4);
  private static final Duration STOPPED = Duration.ofMinutes(4);

  private static TempHome home;
  private static Path savepoint;
  private static UpProcess up;
  private static Endpoints endpoints;
  private static PrestoSql presto;

  @BeforeAll
  static void start() throws IOException {
    home = TempHome.make();
    savepoint = Files.createDirectories(home.folder().resolve("flink/savepoints")).resolve("one");
    Files.writeString(savepoint, "of the cluster, whose home is here by default");
    start(Map.of());
  }

  private static void start(Map<String, String> settings) throws IOException {
    up = UpProcess.start(home.home(), settings);
    endpoints = up.awaitUp();
    presto = new PrestoSql(endpoints.presto());
  }

  @AfterAll
  static void stop() throws IOException {
    try (TempHome deletedLast = home;
        UpProcess stoppedFirst = up) {
      assertThat(deletedLast).isNotNull();
      assertThat(stoppedFirst).isNotNull();
    }
  }

  @Test
  @Order(1)
  void showsWhatRunsWhereAndWhatToTypeNext() {
    String text = up.text();
    assertThat(text)
        .contains("ready after", "Tributary is up after", "Next, in another terminal:", "Ctrl-C")
        .contains(endpoints.http(), endpoints.kafka(), endpoints.metastore(), endpoints.presto())
        .containsSubsequence("Tributary is up", "http://" + endpoints.http() + "/console", "where")
        .doesNotContain("\u001b", "\r");
    for (String part : "kafka metastore presto pipeline compaction ingest-service".split(" ")) {
      assertThat(text).contains(part + " ", part + ".log");
    }
  }

  @Test
  @Order(1)
  void leavesTheStateOfAFlinkClusterAlone() {
    assertThat(savepoint).exists();
  }

  @Test
  @Order(2)
  void answersTheOldQuestionsAboutWhatWasSent() throws Exception {
    for (int i = 0; i < 10; i++) {
      assertThat(get("/request_group?level=" + i)).isEqualTo("Request Submitted!\n");
    }
    assertThat(get("/accept_member")).isEqualTo("Member Approved!\n");
    awaitCount("SELECT COUNT(*) FROM requestors", 10);
    awaitCount("SELECT COUNT(*) FROM acceptor", 1);
    assertThat(presto.rows("SELECT host, event_type FROM requestors"))
        .hasSize(10)
        .containsOnly(List.of(endpoints.http(), "request_group"));
    assertThat(presto.number("SELECT sum(level) FROM requestors")).isEqualTo(45);
  }

  @Test
  @Order(2)
  void keepsWhatIsNoEventAsDeadLettersWithTheirReason() throws Exception {
    Map<String, Object> config = Map.of("bootstrap.servers", endpoints.kafka());
    var bytes = new ByteArraySerializer();
    try (var producer = new KafkaProducer<>(config, bytes, bytes)) {
      producer.send(new ProducerRecord<>("events", null)).get();
      for (String value : List.of("", "not JSON", "[1]", "{\"event_type\":\"never_seen\"}")) {
        producer.send(new ProducerRecord<>("events", value.getBytes(UTF_8))).get();
      }
      producer.send(new ProducerRecord<>("events", new byte[] {(byte) 0xFF})).get();
    }
    awaitCount("SELECT COUNT(*) FROM dead_letters", 5);
    assertThat(presto.rows("SELECT reason, raw_event FROM dead_letters"))
        .containsExactlyInAnyOrder(
            List.of("EMPTY", ""),
            List.of("EMPTY", ""),
            List.of("NOT_JSON", "not JSON"),
            List.of("NOT_AN_OBJECT", "[1]"),
            List.of("NOT_UTF8", "/w=="));
    awaitCount("SELECT COUNT(*) FROM events WHERE event_type = 'never_seen'", 1);
  }

  @Nested
  @Order(0)
  final class Closed extends ClosedToOthersInSystem {
    @Override
    protected UpProcess up() {
      return up;
    }

    @Override
    protected Endpoints endpoints() {
      return endpoints;
    }

    @Override
    protected TempHome home() {
      return home;
    }
  }

  @Nested
  @Order(1)
  final class Second extends SecondStartOnSystem {
    @Override
    protected Endpoints endpoints() {
      return endpoints;
    }

    @Override
    protected TempHome home() {
      return home;
    }
  }

  @Nested
  @Order(2)
  final class Hurt extends DyingPartsInSystem {
    @Override
    protected UpProcess up() {
      return up;
    }
  }

  @Nested
  @Order(3)
  final class LauncherIT extends LauncherInSystem {
    @Override
    protected Endpoints endpoints() {
      return endpoints;
    }

    @Override
    protected TempHome home() {
      return home;
    }
  }

  @Nested
  @Order(3)
  @NeedsTools(DebianTool.CHROMIUM)
  final class ConsoleIT extends ConsoleInSystem {
    @Override
    protected Endpoints system() {
      return endpoints;
    }
  }

  @Nested
  @Order(4)
  final class Types extends TypesInSystem {
    private static TypedFixture world;

    @BeforeAll
    static void make() throws Exception {
      world = TypedFixture.in(endpoints, home.folder().resolve("types"));
    }

    @AfterAll
    static void stopPipeline() {
      world.close();
    }

    @Override
    protected TypedFixture world() {
      return world;
    }
  }

  @Nested
  @Order(5)
  final class ContentsIT extends ContentsInSystem {
    @Override
    protected Endpoints system() {
      return endpoints;
    }
  }

  @Nested
  @Order(6)
  final class Ends {
    @Test
    void stopsInOrderAndLosesNothing() throws Exception {
      long requestors = presto.number("SELECT COUNT(*) FROM requestors");
      long events = presto.number("SELECT COUNT(*) FROM events");
      assertThat(get("/request_group")).isEqualTo("Request Submitted!\n");
      up.handle().destroy();
      up.awaitEnd(STOPPED);
      assertThat(up.text())
          .containsSubsequence(
              "ingest-service  stopped in",
              "compaction      stopped in",
              "pipeline        stopped in",
              "presto          stopped in",
              "metastore       stopped in",
              "kafka           stopped in");
      assertThat(up.processesOfHome()).isEmpty();
      assertThat(Files.exists(Endpoints.file(home.home()))).isFalse();
      up.close();

      start(Map.of("tributary.pipeline.options", "--parquetWriter=fast"));
      awaitCount("SELECT COUNT(*) FROM requestors", requestors + 1);
      awaitCount("SELECT COUNT(*) FROM events", events + 1);
    }
  }

  /** In the same tables, by the other writer. */
  @Nested
  @Order(7)
  final class ContentsOfFastWriterIT extends ContentsInSystem {
    @Override
    protected Endpoints system() {
      return endpoints;
    }
  }

  @Nested
  @Order(8)
  final class Killed {
    @Test
    void endsAllPartsWhenTheCommandThatStartedThemIsKilled() {
      assertThat(up.processesOfHome()).hasSizeGreaterThan(5);
      up.handle().destroyForcibly();
      Await.until("nothing of it runs", STOPPED, () -> up.processesOfHome().isEmpty());
      assertThat(Files.exists(Endpoints.file(home.home()))).isFalse();
    }
  }

  private static String get(String path) throws IOException, InterruptedException {
    URI uri = URI.create("http://" + endpoints.http() + path);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
        .body();
  }

  private static void awaitCount(String sql, long count) {
    Await.until(sql + " is " + count, FRESH, () -> presto.number(sql) == count);
  }
}
