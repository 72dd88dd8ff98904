package dev.tributary.it.records;

import static dev.tributary.it.support.TestJson.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.it.faults.EmbeddedPipeline;
import dev.tributary.it.faults.PipelineFixture;
import dev.tributary.it.support.TestBroker;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A client that names a thousand types and every hour of the last week. */
final class LateHoursIT {
  private static final int TYPES = 1_000;
  private static final int HOURS = 169;
  private static final int MAX_LATE_HOURS = 100;

  /** An event that is younger is not late: it is in its own hour, which may be the one before. */
  private static final Duration ON_TIME = Duration.ofHours(1);

  /** The client's clock is a little fast. */
  private static final Duration AHEAD = Duration.ofMinutes(1);

  @RegisterExtension private static final TestBroker BROKER = new TestBroker();

  /** What the lake has, as DuckDB reads it. */
  private record Found(
      long rows, long folders, long lateFolders, long otherTimes, long otherHours) {
    static Found of(ResultSet row) throws SQLException {
      return new Found(
          row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5));
    }
  }

  @Test
  @Tag("faults")
  void makesAFewFoldersOfThePastAMinuteAndEachRowKeepsItsOwnTime() throws Exception {
    try (PipelineFixture world =
            PipelineFixture.make(BROKER.kafka().address(), "late", BROKER.home().folder());
        Records records = new Records(world);
        var pipeline =
            EmbeddedPipeline.start(
                world, "--parquetWriter=fast", "--maxLateHours=" + MAX_LATE_HOURS)) {
      Instant begin = Instant.now();
      Instant newest = begin.plus(AHEAD);
      send(world, records, newest);
      records.puts();
      Instant sent = Instant.now();
      Instant end = sent.isAfter(newest) ? sent : newest;
      records.awaitEnds();
      assertThat(pipeline.restarted()).isFalse();

      Found found = read(world, begin, end);
      long lanes = world.partitions().size();
      long aMinute = lanes * ((MAX_LATE_HOURS + lanes - 1) / lanes);
      long minutes = Duration.between(begin, end).toMinutes() + 2;
      assertThat(found.rows()).isEqualTo(TYPES * HOURS);
      assertThat(found.otherTimes()).as("rows with another time than was sent").isZero();
      assertThat(found.otherHours())
          .as("rows neither in their hour nor in that of receipt")
          .isZero();
      assertThat(found.lateFolders()).isBetween(1L, aMinute * minutes);
      long hoursOnTime = hour(end) - hour(begin.minus(ON_TIME)) + 1;
      assertThat(found.folders() - found.lateFolders()).isLessThanOrEqualTo(TYPES * hoursOnTime);
    }
  }

  /** The oldest first, while they are less than 7 days old. */
  private static void send(PipelineFixture world, Records records, Instant newest) {
    List<String> topics = world.topics();
    for (int hour = HOURS - 1; hour >= 0; hour--) {
      Instant time = newest.minus(Duration.ofHours(hour));
      for (int type = 0; type < TYPES; type++) {
        String event =
            "{'event_type':'late_%d','timestamp':'%s','data':{'at':%d}}"
                .formatted(type, time, time.toEpochMilli());
        records.send(topics.get(type % 2), (type + hour) % PipelineFixture.PARTITIONS, utf8(event));
      }
    }
  }

  private static Found read(PipelineFixture world, Instant begin, Instant end) throws SQLException {
    String hourOfRow = "dt || ' ' || hour";
    String ofReceipt = "%s BETWEEN %s AND %s".formatted(hourOfRow, text(begin), text(end));
    String onTime =
        "%s BETWEEN %s AND %s".formatted(hourOfRow, text(begin.minus(ON_TIME)), text(end));
    String query =
        "SELECT count(*), count(DISTINCT concat_ws(' ', event_type, dt, hour)),"
            + " count(DISTINCT CASE WHEN NOT (%4$s) THEN concat_ws(' ', event_type, dt, hour) END),"
            + " count(CASE WHEN epoch_ms(event_time)"
            + " <> CAST(json_extract(raw_event, '$.data.at') AS BIGINT) THEN 1 END),"
            + " count(CASE WHEN NOT (%2$s)"
            + " AND %1$s <> strftime(make_timestamp(1000 * epoch_ms(event_time)), '%%Y-%%m-%%d %%H')"
            + " THEN 1 END) FROM read_parquet('%3$s/events/*/*/*/*.parquet',"
            + " hive_partitioning=true, hive_types_autocast=false)";
    try (var duck = DriverManager.getConnection("jdbc:duckdb:");
        var statement = duck.createStatement();
        var found =
            statement.executeQuery(query.formatted(hourOfRow, ofReceipt, world.lake(), onTime))) {
      found.next();
      return Found.of(found);
    }
  }

  /** The hour of an instant as the folders' names have it. */
  private static String text(Instant instant) {
    String time = instant.toString();
    return "'" + time.substring(0, 10) + " " + time.substring(11, 13) + "'";
  }

  private static long hour(Instant instant) {
    return instant.getEpochSecond() / 3_600;
  }
}
