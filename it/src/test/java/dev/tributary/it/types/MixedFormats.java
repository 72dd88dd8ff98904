package dev.tributary.it.types;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.it.support.PrestoSql;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;

/**
 * Hours with files of lake format 1 and of the present one, as Presto and our commands see them.
 */
final class MixedFormats {
  private static final String LATER = "event_id LIKE 'later-%'";

  private final TypedFixture world;

  MixedFormats(TypedFixture world) {
    this.world = world;
  }

  /**
   * Rewrites all files of the lake as format 1, and lets the pipeline write more into their hours.
   */
  static void mix(TypedFixture world) throws Exception {
    int files = FormerFormat.rewriteAll(world.lake().resolve("events"));
    assertThat(files).isPositive();
    assertThat(FormerFormat.rewriteAll(world.lake().resolve("dead_letters"))).isPositive();
    world.put(GameEvents.later());
    assertThat(mixedFolders(world.lake().resolve("events"), "events/*/*/*")).isGreaterThan(3);
    assertThat(mixedFolders(world.lake().resolve("dead_letters"), "dead_letters/*")).isPositive();
  }

  /** How many folders have files of both formats. */
  private static long mixedFolders(Path table, String folders) throws Exception {
    String sql =
        ("SELECT count(*) FROM (SELECT folder FROM (SELECT parse_dirpath(file_name) AS folder,"
                + " bool_or(contains(decode(value), '\"tributary.lake-format\":\"2\"')) AS"
                + " is_present FROM parquet_kv_metadata('%s/%s/*.parquet') GROUP BY file_name)"
                + " GROUP BY folder HAVING bool_or(is_present) AND NOT bool_and(is_present))")
            .formatted(table.getParent(), folders);
    try (var duck = DriverManager.getConnection("jdbc:duckdb:");
        var statement = duck.createStatement();
        var found = statement.executeQuery(sql)) {
      found.next();
      return found.getLong(1);
    }
  }

  /** Each column of each row is what it was, and the later ones are what was sent. */
  void areReadAsOneTable() throws Exception {
    EngineTable events = EngineTable.ofPresto(world.sql(), "events", "true");
    EngineTable letters = EngineTable.ofPresto(world.sql(), "dead_letters", "true");
    mix(world);
    assertThat(EngineTable.ofPresto(world.sql(), "events", "NOT " + LATER)).isEqualTo(events);
    List<String> left =
        new ArrayList<>(EngineTable.ofPresto(world.sql(), "dead_letters", "true").rows());
    letters.rows().forEach(left::remove);
    assertThat(left).singleElement().asString().contains("later-letter", "2026-11-03T12:00:20Z");
    assertHasLaterOnes(world.sql());
    filterByTime(world.sql());
    readByOurCommands();
  }

  private static void assertHasLaterOnes(PrestoSql sql) throws Exception {
    assertThat(sql.number("SELECT count(*) FROM events WHERE " + LATER)).isEqualTo(5);
    assertThat(
            sql.rows(
                "SELECT event_id, received_at, event_time, level, started_at, deaths['fall'],"
                    + " boosters FROM level_completed WHERE "
                    + LATER))
        .containsExactly(
            List.of(
                "later-level",
                "2026-11-03 08:00:20.000",
                "2026-11-03 08:00:20.000",
                "5",
                "2026-11-03 07:59:59.123",
                "9",
                "[x3]"));
    assertThat(
            sql.rows("SELECT event_id, requested_at, group_id FROM accept_member WHERE " + LATER))
        .containsExactly(List.of("later-accept", "2026-11-02 09:00:00.000", "group-9"));
    assertThat(
            sql.rows(
                "SELECT event_id, lines[1].sku, lines[1].unit_price, shipping_address.city,"
                    + " deliver_on, attributes['campaign'] FROM order_placed WHERE "
                    + LATER))
        .containsExactly(List.of("later-order", "bow", "7.25", "Basel", "2026-11-09", "winter"));
    assertThat(
            sql.rows("SELECT event_id, event_time, event_time_source FROM message WHERE " + LATER))
        .containsExactly(List.of("later-message", "2026-11-02 10:00:01.000", "client"));
  }

  /** One message of each format is of this moment. */
  private static void filterByTime(PrestoSql sql) throws Exception {
    String of = "SELECT event_id FROM message WHERE event_time ";
    assertThat(sql.rows(of + "= TIMESTAMP '2026-11-02 10:00:01.000' ORDER BY 1"))
        .hasSize(2)
        .contains(List.of("later-message"));
    assertThat(
            sql.rows(
                of
                    + "BETWEEN TIMESTAMP '2026-11-02 10:00:00.999' AND TIMESTAMP"
                    + " '2026-11-02 10:00:01.001'"))
        .hasSize(2);
    assertThat(sql.rows(of + "> TIMESTAMP '2026-11-02 12:00:00.000'")).isEmpty();
  }

  private void readByOurCommands() throws Exception {
    String at =
        "--lake=%s --bootstrapServers=%s --name=%s"
            .formatted(world.lake(), world.kafka(), world.name());
    List<String> replay = new ArrayList<>(List.of("replay", "--dry-run"));
    replay.addAll(List.of(at.split(" ")));
    replay.addAll(
        List.of(
            "--reason=UNKNOWN_SYMBOL", "--from=2026-11-03T12:00:00Z", "--to=2026-11-03T12:00:21Z"));
    assertThat(world.tool(replay)).contains("Would replay 3 dead letters.");
    List<String> infer = new ArrayList<>(List.of("infer", "--type=sign_up"));
    infer.addAll(List.of(at.split(" ")));
    long signUps = world.sql().number("SELECT count(*) FROM events WHERE event_type = 'sign_up'");
    assertThat(world.tool(infer)).contains("from " + signUps + " events of the lake.");
  }
}
