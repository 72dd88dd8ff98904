package dev.tributary.it.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.it.support.PrestoSql;
import dev.tributary.it.support.StartedPart;
import dev.tributary.it.support.TempHome;
import dev.tributary.pipeline.lake.HiveMetastore;
import dev.tributary.pipeline.lake.Lake;
import dev.tributary.pipeline.lake.LakeTables;
import dev.tributary.pipeline.lake.MetastoreAddress;
import dev.tributary.schemas.EventSchemas;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tables and views as a real metastore keeps them and a real Presto reads them. */
final class TablesIT {
  private static TempHome home;
  private static StartedPart metastore;
  private static StartedPart presto;

  @BeforeAll
  static void start() throws Exception {
    home = TempHome.make();
    metastore = StartedPart.metastore(home);
    presto = StartedPart.presto(home, metastore);
  }

  @AfterAll
  static void stop() throws Exception {
    try (TempHome last = home;
        StartedPart second = metastore;
        StartedPart first = presto) {
      assertThat(List.of(last, second, first)).isNotNull();
    }
  }

  @Test
  void prestoReadsEachTableAndViewOfTheDeclaredTypes() throws Exception {
    assertThat(preview("default", EventSchemas.declared())).hasSize(2 + 3 + 8);
    assertThat(upgrade("default", EventSchemas.declared()))
        .hasSize(2 + 3 + 8)
        .anyMatch(line -> line.startsWith("create table default.events (45 columns) at file:"))
        .contains("create view default.order_placed");
    assertThat(preview("default", EventSchemas.declared())).isEmpty();
    PrestoSql sql = new PrestoSql(presto.address());
    for (List<String> table : sql.rows("SHOW TABLES")) {
      assertThat(sql.rows("SELECT * FROM \"" + table.get(0) + "\"")).isEmpty();
    }
    assertThat(sql.rows("DESCRIBE order_placed"))
        .extracting(column -> column.get(0) + " " + column.get(1))
        .contains(
            "total decimal(12,2)",
            "deliver_on date",
            "attributes map(varchar, varchar)",
            "lines array(row(\"sku\" varchar, \"quantity\" bigint, \"unit_price\" decimal(12,2)))");
    assertThat(sql.rows("DESCRIBE requestors"))
        .extracting(column -> column.get(0))
        .contains("raw_event", "timestamp", "accept", "host", "user-agent", "event_type", "level");
    assertThat(sql.rows("DESCRIBE events"))
        .contains(
            List.of("total", "decimal(12,2)", "", "What the customer pays, with tax and delivery"));
  }

  @Test
  void upgradesWhatAnEarlierBuildMade() throws Exception {
    EventSchemas first = probe(field("city", "'string'"));
    EventSchemas second =
        probe(
            field("city", "'string'") + "," + field("zip", "['null','long'],'default':null"),
            field("level", "'int'"));
    assertThat(upgrade("grown", first)).contains("create schema grown", "create view grown.probe");
    assertThat(preview("grown", second))
        .containsExactly(
            "change column grown.events.place to struct<city:string,zip:bigint>",
            "add column grown.events.level bigint",
            "replace view grown.probe");
    assertThat(upgrade("grown", second))
        .isEqualTo(
            List.of(
                "change column grown.events.place to struct<city:string,zip:bigint>",
                "add column grown.events.level bigint",
                "replace view grown.probe"));
    assertThat(upgrade("grown", second)).isEmpty();
    PrestoSql sql = new PrestoSql(presto.address());
    assertThat(sql.rows("SELECT place.zip, level FROM hive.grown.probe")).isEmpty();
  }

  @Test
  void leavesWhatIsSomebodyElses() throws Exception {
    EventSchemas probe = probe(field("city", "'string'"));
    upgrade("shared", EventSchemas.none());
    PrestoSql sql = new PrestoSql(presto.address());
    sql.run("CREATE VIEW hive.shared.probe AS SELECT 1 AS theirs");
    assertThat(upgrade("shared", probe))
        .contains("add column shared.events.place struct<city:string>")
        .contains("leave shared.probe alone: it is not ours, probe has no view");
    assertThat(sql.number("SELECT theirs FROM hive.shared.probe")).isOne();
  }

  @Test
  void refusesATableOfAnotherTypeAndChangesNothing() throws Exception {
    upgrade("other", probe(field("city", "'string'"), field("level", "'string'")));
    EventSchemas wanted = probe(field("city", "'string'"), field("level", "'int'"));
    assertThatThrownBy(() -> upgrade("other", wanted))
        .hasMessage("Cannot use the column other.events.level: its type must be bigint: string");
  }

  private static List<String> upgrade(String database, EventSchemas schemas) throws Exception {
    try (var connection = new HiveMetastore(address(database))) {
      return new LakeTables(connection, schemas).upgrade(TablesIT::location);
    }
  }

  private static List<String> preview(String database, EventSchemas schemas) throws Exception {
    try (var connection = new HiveMetastore(address(database))) {
      return new LakeTables(connection, schemas).preview(TablesIT::location);
    }
  }

  private static MetastoreAddress address(String database) {
    return new MetastoreAddress("127.0.0.1", metastore.port(), database, "hive");
  }

  private static String location(String table) {
    return new Lake(home.folder().resolve("lake").toString()).files().uri(table);
  }

  private static EventSchemas probe(String placeFields, String... more) {
    String fields =
        "{'name':'place','doc':'d','type':{'type':'record','name':'place','fields':["
            + placeFields
            + "]}}";
    String all = more.length == 0 ? fields : fields + "," + String.join(",", more);
    String text = "{'type':'record','name':'probe','doc':'d','fields':[" + all + "]}";
    return EventSchemas.of(Map.of("probe.avsc", text.replace('\'', '"')));
  }

  private static String field(String name, String type) {
    return "{'name':'" + name + "','doc':'d','type':" + type + "}";
  }
}
