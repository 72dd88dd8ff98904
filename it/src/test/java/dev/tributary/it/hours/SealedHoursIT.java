package dev.tributary.it.hours;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.it.faults.Drained;
import dev.tributary.it.faults.JavaProcess;
import dev.tributary.it.faults.PipelineFixture;
import dev.tributary.it.support.Await;
import dev.tributary.it.support.PrestoSql;
import dev.tributary.it.support.StartedPart;
import dev.tributary.it.support.TestBroker;
import dev.tributary.pipeline.lake.metastore.HiveMetastore;
import dev.tributary.pipeline.lake.metastore.MetastoreAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Three hours of events with late ones, in lanes of which one stops: no hour is sealed that a lane
 * is behind, an idle pipeline seals them all, and the table {@code hours} has each row that was
 * sent, before its hour was sealed or after it.
 */
final class SealedHoursIT {
  private static final Duration PATIENCE = Duration.ofMinutes(8);
  private static final Duration LATENESS = Duration.ofMinutes(10);
  private static final String[] TYPES = {"tick", "tock"};
  private static final DateTimeFormatter DT = pattern("yyyy-MM-dd");
  private static final DateTimeFormatter HH = pattern("HH");

  @RegisterExtension private static final TestBroker BROKER = new TestBroker();

  private final Random random = new Random(22);
  private final Instant first =
      Instant.now().truncatedTo(ChronoUnit.HOURS).minus(4, ChronoUnit.HOURS);
  private final Instant second = first.plus(1, ChronoUnit.HOURS);
  private final Instant third = second.plus(1, ChronoUnit.HOURS);
  private PipelineFixture world;
  private StartedPart metastore;
  private HourEvents events;

  private record Run(int code, String output) {}

  private static DateTimeFormatter pattern(String pattern) {
    return DateTimeFormatter.ofPattern(pattern).withZone(ZoneOffset.UTC);
  }

  @Test
  @Tag("faults")
  void areSealedWhenNoLaneIsBehindAndEachRowIsCountedBeforeOrAfter() throws Exception {
    try (PipelineFixture made =
            PipelineFixture.make(BROKER.kafka().address(), "hours", BROKER.home().folder());
        StartedPart hive = StartedPart.metastore(BROKER.home());
        StartedPart presto = StartedPart.presto(BROKER.home(), hive);
        HourEvents sending = new HourEvents(made)) {
      world = made;
      metastore = hive;
      events = sending;
      var sql = new PrestoSql(presto.address());
      Set<HourEvents.Event> hidden = sendThreeHours();
      JavaProcess waiting;
      try (JavaProcess pipeline = pipeline()) {
        events.awaitCommitted(PATIENCE, hidden);
        assertWait(0, first, "PT8M");
        assertWait(1, second, "PT3S");
        assertThat(SealRecords.read(world).until()).isEqualTo(second);
        waiting = startWait(third, "PT8M");
        pipeline.kill();
      }
      try (waiting;
          JavaProcess pipeline = sendMoreAndStart()) {
        assertThat(waiting.awaitEnd(PATIENCE)).as(waiting.text()).isZero();
        assertThat(assertWait(0, second, "PT0S").path("sealed").asBoolean()).isTrue();
        Await.until(
            "the pipeline's own table says so",
            PATIENCE,
            () ->
                sql.number("SELECT count(*) FROM hours WHERE sealed_at IS NULL") == 0
                    && sql.number("SELECT count(*) FROM hours") == 3 * TYPES.length);
        sendLater();
        assertThat(pipeline.isAlive()).isTrue();
        assertTable(sql);
        Run audit = tool("audit", "--all");
        assertThat(audit.code()).as(audit.output()).isZero();
      }
    }
  }

  private TopicPartition lane(int partition) {
    return new TopicPartition(world.topics().get(1), partition);
  }

  /** The last lane stops in the second hour, at what no reader gets. Others are idle, or empty. */
  private Set<HourEvents.Event> sendThreeHours() throws Exception {
    var idle = new TopicPartition(world.topics().get(0), 0);
    for (int minute = 0; minute < 180; minute++) {
      for (int partition = 0; partition < 4; partition++) {
        if (partition < 3 || minute < 80) {
          send(lane(partition), minute);
        }
      }
      if (minute < 30) {
        send(idle, minute);
      }
    }
    events.flush();
    var before = new HashSet<>(events.sent());
    events.beginTransaction();
    for (int minute = 85; minute < 170; minute += 5) {
      Instant stamp = first.plus(minute, ChronoUnit.MINUTES);
      events.sendInTransaction(lane(3), TYPES[minute % 2], stamp, stamp);
    }
    events.flush();
    var hidden = new HashSet<>(events.sent());
    hidden.removeAll(before);
    return hidden;
  }

  /** Each twentieth is of the first hour. */
  private void send(TopicPartition lane, int minute) {
    Instant stamp = first.plus(minute, ChronoUnit.MINUTES).plusMillis(random.nextInt(60_000));
    Instant time = random.nextInt(20) == 0 ? first.plusSeconds(minute) : stamp;
    events.send(lane, TYPES[random.nextInt(2)], time, stamp);
  }

  /** While the pipeline is down: the lane that stopped continues, and late rows come. */
  private JavaProcess sendMoreAndStart() throws Exception {
    events.commit();
    for (int second = 0; second < 20; second++) {
      Instant stamp = third.plus(55, ChronoUnit.MINUTES).plusSeconds(second);
      events.send(lane(0), TYPES[second % 2], first.plusSeconds(second), stamp);
      events.send(lane(1), TYPES[second % 2], stamp, stamp);
    }
    events.flush();
    assertWait(1, second, "PT0S");
    return pipeline();
  }

  /** Rows of hours that are sealed. */
  private void sendLater() throws Exception {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    for (int i = 0; i < 7; i++) {
      events.send(lane(i % 4), "tick", second.plusSeconds(i), now);
      events.send(lane(i % 4), "tock", third.plusSeconds(i), now);
    }
    events.flush();
    Drained.await(world);
  }

  private void assertTable(PrestoSql sql) throws Exception {
    Run commits = tool("commits", "--metastore=" + metastore.address());
    assertThat(commits.code()).as(commits.output()).isZero();
    SealRecords records = SealRecords.read(world);
    List<HourEvents.Event> sent = events.sent();
    assertThat(records.behind(sent, LATENESS)).isEmpty();
    assertThat(
            lines(
                sql,
                "SELECT event_type, dt, hour, rows, reopened, removed,"
                    + " CAST(to_unixtime(sealed_at) * 1000 AS bigint) FROM hours"))
        .containsExactlyInAnyOrderElementsOf(records.rows(sent));
    assertThat(lines(sql, "SELECT event_type, dt, hour, rows + reopened FROM hours"))
        .containsExactlyInAnyOrderElementsOf(
            lines(sql, "SELECT event_type, dt, hour, count(*) FROM events GROUP BY 1, 2, 3"));
    assertThat(
            sql.number("SELECT sum(reopened) FROM hours WHERE hour = '" + HH.format(first) + "'"))
        .isGreaterThanOrEqualTo(20);
    assertThat(sql.number("SELECT sum(rows + reopened) FROM hours")).isEqualTo(sent.size());
    assertParameter(records.until());
  }

  private void assertParameter(Instant until) throws Exception {
    var address = MetastoreAddress.of(metastore.address(), "default", "hive");
    try (var hive = new HiveMetastore(address)) {
      String day = "dt=" + DT.format(first);
      Instant end = first.truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS);
      assertThat(hive.parameters("hours", List.of(day), "tributary.sealed_until"))
          .isEqualTo(Map.of(day, (end.isBefore(until) ? end : until).toString()));
    }
  }

  private static List<String> lines(PrestoSql sql, String question) throws Exception {
    return sql.rows(question).stream().map(row -> String.join(" ", row)).toList();
  }

  private JavaProcess pipeline() throws Exception {
    return JavaProcess.startTestClasspath(
        world.work().resolve("direct.log"),
        List.of("-Xmx384m"),
        "dev.tributary.runners.direct.Main",
        world.arguments(
            "--metastore=" + metastore.address(), "--batching=timed", "--flushInterval=PT0.3S"));
  }

  private JsonNode assertWait(int code, Instant hour, String timeout) throws Exception {
    try (JavaProcess wait = startWait(hour, timeout)) {
      assertThat(wait.awaitEnd(PATIENCE.plusMinutes(1))).as(wait.text()).isEqualTo(code);
      String json =
          wait.text().lines().filter(line -> line.startsWith("{")).findFirst().orElseThrow();
      return new ObjectMapper().readTree(json);
    }
  }

  private JavaProcess startWait(Instant hour, String timeout) throws Exception {
    return start(
        "wait",
        "--type=tick",
        "--dt=" + DT.format(hour),
        "--hour=" + HH.format(hour),
        "--timeout=" + timeout,
        "--json");
  }

  private Run tool(String... words) throws Exception {
    try (JavaProcess tool = start(words)) {
      return new Run(tool.awaitEnd(PATIENCE), tool.text());
    }
  }

  private JavaProcess start(String... words) throws Exception {
    List<String> arguments = new ArrayList<>(List.of(words));
    arguments.add("--bootstrapServers=" + world.kafka());
    arguments.add("--lake=" + world.lake());
    arguments.add("--name=" + world.name());
    Path log = Files.createTempFile(world.work(), words[0], ".log");
    return JavaProcess.startTool(log, arguments);
  }
}
