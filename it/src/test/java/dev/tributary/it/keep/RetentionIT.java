package dev.tributary.it.keep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.it.faults.Drained;
import dev.tributary.it.faults.HaltAgent;
import dev.tributary.it.faults.JavaProcess;
import dev.tributary.it.support.Await;
import dev.tributary.it.support.TestBroker;
import dev.tributary.pipeline.lake.metastore.HiveMetastore;
import dev.tributary.pipeline.lake.metastore.MetastoreAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Rows that are older than they are kept, in a real metastore and Presto: they leave the tables,
 * and their files go after the grace. A late row comes back, and the account still adds up.
 */
@Tag("faults")
final class RetentionIT {
  private static final Duration AGE = Duration.ofDays(3);
  private static final String OLD = "--retain=P1D";
  private static final String OLD_LETTERS = "--retainDeadLetters=P1D";
  private static final String KEEP = "dev.tributary.pipeline.keep.";

  @RegisterExtension private static final TestBroker BROKER = new TestBroker();

  @Test
  void takesOutWhatIsOldAndKeepsWhatComesLater() throws Exception {
    try (LateLake lake = LateLake.start(BROKER, "retention", AGE)) {
      lake.sendFiles(2);
      lake.compact(Duration.ZERO);
      lake.compact(Duration.ZERO); // the replaced files are deleted
      sendADeadLetter(lake);
      Drained.await(lake.world());
      Await.until("the dead letter", LateLake.PATIENCE, () -> letters(lake) == 1);

      LateLake.Run plan = run(lake, "retain", OLD, OLD_LETTERS, "--dry-run");
      assertThat(plan.output()).contains("Would take out 3 partitions: 3 files, 5 rows,");
      assertThat(lake.count()).isEqualTo(4);

      LateLake.Run done = run(lake, "retain", OLD, OLD_LETTERS, "--grace=PT1H");
      assertThat(done.output()).contains("Took out 3 partitions: 3 files, 5 rows,");
      assertThat(lake.count()).isZero();
      assertThat(letters(lake)).isZero();
      assertThat(registered(lake)).isEmpty();
      assertThat(files(lake)).as("queries that began before").hasSize(3);
      assertAuditIsSilent(lake, "Expired: rows=5, files=3, partitions=3");

      lake.pipeline().kill(); // the newest commit's files expired, and a launch does not miss them
      try (JavaProcess again = LateLake.launch(lake.world(), lake.metastore())) {
        lake.late().send(1);
        Await.until(
            "the late row of the next launch",
            LateLake.PATIENCE,
            () -> again.isAlive() && lake.count() == 1);
        Drained.await(lake.world());
        assertThat(registered(lake)).hasSize(1);
        LateLake.Run inGrace = run(lake, "retain", OLD, OLD_LETTERS);
        assertThat(inGrace.output()).contains("Took out 0 partitions");
        assertThat(lake.count()).isEqualTo(1);
        assertTablesAddUp(lake);
      }
    }
  }

  /** By itself too, and with a row that comes while it is halted at any step. */
  @Test
  void losesNoLateRowHaltedAtEachStep() throws Exception {
    List<String> steps =
        List.of(
            KEEP + "Expiry#finish:ENTER:1",
            KEEP + "HiveLocating#drop:ENTER:1",
            KEEP + "HiveLocating#drop:EXIT:1",
            KEEP + "Expiry#finish:EXIT:1",
            KEEP + "Retirement#retire:ENTER:1",
            KEEP + "Retirement#retire:EXIT:1");
    try (LateLake lake = LateLake.start(BROKER, "retention-halted", AGE)) {
      byItself(lake);
      for (String step : steps) {
        lake.sendFiles(1);
        Drained.await(lake.world());
        LateLake.Run halted = halted(lake, step);
        assertThat(halted.code()).as(step + "\n" + halted.output()).isEqualTo(HaltAgent.HALTED);
        lake.late().send(2);
        Drained.await(lake.world());
        finishes(lake, step);
      }
    }
  }

  /** The first run of two deletes nothing yet, since nothing is past its grace. */
  private static LateLake.Run halted(LateLake lake, String step) throws Exception {
    List<String> options = List.of(HaltAgent.option(lake.world().work(), step));
    LateLake.Run first = lake.tool(options, "retain", OLD, "--grace=PT0S");
    return first.code() == 0 ? lake.tool(options, "retain", OLD, "--grace=PT0S") : first;
  }

  /** The next runs, that take out nothing new: a late row is there unless it expired. */
  private static void finishes(LateLake lake, String step) throws Exception {
    run(lake, "retain", "--retain=PT0S", "--grace=PT0S");
    run(lake, "retain", "--retain=PT0S", "--grace=PT0S");
    Await.until(
        "the rows of the files that are valid after " + step,
        LateLake.PATIENCE,
        () -> lake.count() == rows(lake));
    assertThat(lake.count()).as(step).isGreaterThanOrEqualTo(2);
    assertAuditIsSilent(lake, "Expired: ");
  }

  private static void byItself(LateLake lake) throws Exception {
    lake.sendFiles(2);
    Drained.await(lake.world());
    try (JavaProcess standing =
        lake.start(List.of(), "compact", "--every=PT1S", OLD, "--grace=PT1S")) {
      Await.until("all rows are out", LateLake.PATIENCE, () -> lake.count() == 0);
      Await.until("all files are deleted", LateLake.PATIENCE, () -> files(lake).isEmpty());
      assertThat(standing.text()).contains("Took out partitions=");
    }
    assertThat(registered(lake)).isEmpty();
    assertAuditIsSilent(lake, "Expired: rows=" + lake.late().acknowledged().size());
  }

  /** The account in SQL: the tables are brought up to the log's end by the command. */
  private static void assertTablesAddUp(LateLake lake) throws Exception {
    run(lake, "commits");
    List<String> sums =
        lake.sql()
            .rows(
                "SELECT sum(rows), sum(dead_letters), sum(lost), -sum(CASE WHEN kind = 'expired'"
                    + " THEN rows + dead_letters ELSE 0 END) FROM commits")
            .get(0);
    assertThat(sums).containsExactly("1", "0", "0", "5");
    assertThat(
            lake.sql()
                .rows("SELECT sum(rows + reopened - removed - coalesce(expired, 0)) FROM hours"))
        .containsExactly(List.of("1"));
    assertThat(lake.sql().rows("SELECT sum(expired) FROM hours")).containsExactly(List.of("4"));
  }

  private static LateLake.Run run(LateLake lake, String... words) throws Exception {
    LateLake.Run run = lake.tool(List.of(), words);
    assertThat(run.code()).as(run.output()).isZero();
    return run;
  }

  private static void assertAuditIsSilent(LateLake lake, String note) throws Exception {
    assertThat(run(lake, "audit", "--all", "--contents").output()).contains(note);
  }

  /** A record of three days ago that is no JSON; the topic takes the producer's times. */
  private static void sendADeadLetter(LateLake lake) throws Exception {
    String topic = lake.world().topics().get(1);
    Map<String, Object> config = Map.of("bootstrap.servers", lake.world().kafka());
    try (Admin admin = Admin.create(config)) {
      var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
      var entry = new ConfigEntry("message.timestamp.type", "CreateTime");
      var change = new AlterConfigOp(entry, AlterConfigOp.OpType.SET);
      admin.incrementalAlterConfigs(Map.of(resource, List.of(change))).all().get();
    }
    var properties = new Properties();
    properties.putAll(config);
    var bytes = new ByteArraySerializer();
    long old = Instant.now().minus(AGE).truncatedTo(ChronoUnit.DAYS).toEpochMilli();
    try (var producer = new KafkaProducer<>(properties, bytes, bytes)) {
      byte[] value = "no JSON".getBytes(StandardCharsets.UTF_8);
      producer.send(new ProducerRecord<>(topic, 0, old, new byte[] {7}, value)).get();
    }
  }

  private static long letters(LateLake lake) throws Exception {
    return lake.sql().number("SELECT count(*) FROM dead_letters");
  }

  /** The partitions in the metastore. */
  private static List<String> registered(LateLake lake) throws Exception {
    var address = MetastoreAddress.of(lake.metastore().address(), "default", "hive");
    List<String> all = new ArrayList<>();
    try (var metastore = new HiveMetastore(address)) {
      all.addAll(metastore.partitions("events"));
      all.addAll(metastore.partitions("dead_letters"));
    }
    return all;
  }

  /** The files of both tables on the disk. */
  private static List<Path> files(LateLake lake) throws Exception {
    List<Path> found = new ArrayList<>();
    for (String table : List.of("events", "dead_letters")) {
      try (Stream<Path> all = Files.walk(lake.world().lake().resolve(table))) {
        all.filter(path -> path.toString().endsWith(".parquet")).forEach(found::add);
      }
    }
    return found;
  }

  /** The rows in the files that are valid, by the command. */
  private static long rows(LateLake lake) throws Exception {
    String files = run(lake, "files").output();
    long sum = 0;
    try (var duck = DriverManager.getConnection("jdbc:duckdb:");
        var statement = duck.createStatement()) {
      for (String path : files.lines().filter(line -> line.endsWith(".parquet")).toList()) {
        var rows = statement.executeQuery("SELECT count(*) FROM read_parquet('" + path + "')");
        rows.next();
        sum += rows.getLong(1);
      }
    }
    return sum;
  }
}
