package dev.tributary.it.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.it.support.PrestoSql;
import dev.tributary.it.support.StartedPart;
import dev.tributary.pipeline.lake.files.Lake;
import dev.tributary.pipeline.lake.metastore.HiveMetastore;
import dev.tributary.pipeline.lake.metastore.LakeTables;
import dev.tributary.schemas.decode.EventDecoder;
import dev.tributary.schemas.event.Decoded;
import dev.tributary.schemas.types.EventSchemas;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Tables and views as a real metastore keeps them and a real Presto reads them, while a pipeline
 * writes and event types come and change. {@code UpIT} runs them: a start takes a minute.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
public abstract class TypesInSystem {
  private static final String SIGN_UP = "sign_up";

  /** The same for all tests. */
  protected abstract TypedFixture world();

  @TestFactory
  @Order(1)
  Stream<DynamicTest> answersEachQuestionOfTheDocs() throws Exception {
    SchemaFolder first =
        SchemaFolder.ofCheckout(world().folder().resolve("gen-1"), Generations.first());
    world().launch(first);
    world().put(GameEvents.all());
    world().bringUpCommits();
    Map<String, String> questions =
        Questions.in(StartedPart.checkout().root().resolve("docs/queries.md"));
    Map<String, List<List<String>>> answers = Answers.all(world().topic(0), world().topic(1));
    assertThat(questions.keySet()).containsExactlyElementsOf(answers.keySet());
    return answers.entrySet().stream()
        .map(
            answer ->
                DynamicTest.dynamicTest(
                    answer.getKey(),
                    () ->
                        assertThat(world().sql().rows(questions.get(answer.getKey())))
                            .isEqualTo(answer.getValue())));
  }

  @Test
  @Order(2)
  void takesThreeGenerationsOfATypeIntoOneLakeWithAnInferredOne() throws Exception {
    SchemaFolder first =
        SchemaFolder.ofCheckout(world().folder().resolve("gen-1"), Generations.first());
    world().put(Generations.firstEvents());
    String firstColumns = "SELECT event_id, arena, kills, accuracy, mode FROM match_played";
    assertThat(world().sql().rows(firstColumns))
        .containsExactly(Generations.FIRST_ROWS.get(0).subList(0, 5));
    assertThat(
            world().sql().rows("SELECT field, detail FROM dead_letters WHERE field = 'data.kills'"))
        .containsExactly(
            List.of(
                "data.kills",
                "data.kills must be a whole number from -2147483648 to 2147483647: 3000000000"));

    Map<String, String> changes = new TreeMap<>(Generations.second());
    changes.put("sign_up.avsc", inferred());
    SchemaFolder second = first.next(world().folder().resolve("gen-2"), changes);
    world().launch(second);
    world().put(Generations.secondEvents());
    world().put(List.of(GameEvents.signUp(8, "typed")));
    assertThat(world().sql().rows("DESCRIBE match_played"))
        .extracting(column -> column.get(0) + " " + column.get(1))
        .contains("weapon varchar", "server row(\"region\" varchar, \"tick_rate\" bigint)");

    changes = new TreeMap<>(Generations.third());
    changes.putAll(OddTypes.schemas());
    world().launch(second.next(world().folder().resolve("gen-3"), changes));
    world().put(Generations.thirdEvents());
    assertThat(world().sql().rows(Generations.QUESTION)).isEqualTo(Generations.ALL_ROWS);
    assertThat(world().sql().rows("SELECT after_rounds FROM match_left"))
        .containsExactly(List.of("2"));
    assertThat(
            world()
                .sql()
                .rows(
                    "SELECT event_id, plan, age, joined, origin.site, tags FROM sign_up WHERE"
                        + " event_id IN ('s-8', 'typed') ORDER BY event_id"))
        .containsExactly(
            Arrays.asList("s-8", null, null, null, null, null),
            List.of("typed", "pro", "28", "2026-11-04", "example.com", "[new]"));
  }

  @Test
  @Order(3)
  void showsTypesWhoseNamesMeanSomethingElseToSql() throws Exception {
    world().put(OddTypes.events());
    PrestoSql sql = world().sql();
    for (List<String> row : OddTypes.rows()) {
      String type = row.get(0);
      assertThat(sql.rows("SELECT " + OddTypes.COLUMNS + " FROM \"" + type + '"'))
          .as("the view %s", type)
          .containsExactly(row);
      assertThat(
              sql.rows(
                  "SELECT " + OddTypes.COLUMNS + " FROM events WHERE event_type = '" + type + "'"))
          .as("the rows of %s", type)
          .containsExactly(row);
    }
    assertThat(sql.number("SELECT count(*) FROM events WHERE event_type IS NULL")).isZero();
    String place = Integer.toString(OddTypes.NAMES.indexOf("group"));
    assertThat(sql.rows("SELECT \"order\", \"select\", said FROM \"group\""))
        .containsExactly(List.of(place, "group", "group"));
  }

  @Test
  @Order(4)
  void forgetsATypeThatWasMadeByMistake() throws Exception {
    world().put(List.of(mistake("m-1"), mistake("m-2")));
    PrestoSql sql = world().sql();
    assertThat(sql.rows("SELECT event_id FROM mistake ORDER BY 1"))
        .containsExactly(List.of("m-1"), List.of("m-2"));
    assertThatThrownBy(() -> world().forgetType("--type=mistake"))
        .hasMessageContaining(
            "Cannot forget an event type that got rows within the last hour: mistake");
    assertThat(world().forgetType("--type=mist*", "--force", "--dry-run"))
        .contains("Would forget 1 event types: mistake", "partitions in the metastore: 1");
    assertThat(sql.number("SELECT count(*) FROM mistake")).isEqualTo(2);

    assertThat(world().forgetType("--type=mistake", "--force", "--deleteData"))
        .contains("Forgot 1 event types: mistake", "partitions in the metastore: 1", "are deleted");
    assertThat(sql.rows("SHOW TABLES")).doesNotContain(List.of("mistake"));
    assertThat(sql.number("SELECT count(*) FROM events WHERE event_type = 'mistake'")).isZero();
    try (var files = Files.walk(world().lake().resolve("events/event_type=mistake"))) {
      assertThat(files.filter(Files::isRegularFile)).isEmpty();
    }
    assertThatThrownBy(() -> world().forgetType("--type=mistake", "--force"))
        .hasMessageContaining("Neither the log nor the lake has an event type mistake");

    world().launchAgain();
    world().put(List.of(mistake("m-3")));
    assertThat(sql.rows("SELECT event_id FROM mistake")).containsExactly(List.of("m-3"));
    assertThat(sql.number("SELECT count(*) FROM events WHERE event_type = 'sign_up'"))
        .as("rows of other types")
        .isPositive();
  }

  @Test
  @Order(5)
  void readsHoursWithFilesOfTheFormerLakeFormatToo() throws Exception {
    new MixedFormats(world()).areReadAsOneTable();
  }

  private static GameEvents.Made mistake(String id) {
    String event = "{\"event_type\":\"mistake\",\"id\":\"" + id + "\"}";
    return new GameEvents.Made(1, 0, event);
  }

  /** What {@code infer} proposes from the lake; it decodes the events that it was made from. */
  private String inferred() throws Exception {
    assertThat(infer("--json")).contains(SIGN_UP).doesNotContain("\"message\"");
    Path into = Files.createDirectories(world().folder().resolve("inferred"));
    String said = infer("--type=" + SIGN_UP, "--into=" + into);
    assertThat(said)
        .contains("Fields: 6, from 10 events of the lake.")
        .contains(
            "data.score is left out: the types are mixed: 5 strings (such as seven), 5 whole");
    String text = Files.readString(into.resolve("sign_up.avsc"));
    EventDecoder decoder = new EventDecoder(EventSchemas.of(Map.of("sign_up.avsc", text)));
    List<List<String>> rows = world().sql().rows("SELECT raw_event FROM sign_up");
    assertThat(rows).hasSize(10);
    for (List<String> row : rows) {
      Decoded decoded = decoder.decode(row.get(0).getBytes(StandardCharsets.UTF_8), 0);
      assertThat(decoded).isInstanceOf(Decoded.Valid.class);
      assertThat(((Decoded.Valid) decoded).event().data().problems()).isEmpty();
    }
    return text;
  }

  private String infer(String... options) throws Exception {
    List<String> words = new ArrayList<>(List.of("infer", "--lake=" + world().lake()));
    words.addAll(List.of("--bootstrapServers=" + world().kafka(), "--name=typed"));
    words.addAll(List.of(options));
    return world().tool(words);
  }

  @Test
  void givesPrestoEachTableAndViewOfTheDeclaredTypes() throws Exception {
    assertThat(preview("declared", EventSchemas.declared())).hasSize(1 + 4 + 3 + 8);
    assertThat(upgrade("declared", EventSchemas.declared()))
        .hasSize(1 + 4 + 3 + 8)
        .anyMatch(line -> line.startsWith("create table declared.events (45 columns) at file:"))
        .contains("create view declared.order_placed");
    assertThat(preview("declared", EventSchemas.declared())).isEmpty();
    PrestoSql sql = world().sql("declared");
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
    PrestoSql sql = world().sql();
    assertThat(sql.rows("SELECT place.zip, level FROM hive.grown.probe")).isEmpty();
  }

  @Test
  void leavesWhatIsSomebodyElses() throws Exception {
    EventSchemas probe = probe(field("city", "'string'"));
    upgrade("shared", EventSchemas.none());
    PrestoSql sql = world().sql();
    ForeignView.make(world().metastore("shared"), "probe");
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

  private List<String> upgrade(String database, EventSchemas schemas) throws Exception {
    try (var connection = new HiveMetastore(world().metastore(database))) {
      return new LakeTables(connection, schemas).upgrade(this::location);
    }
  }

  private List<String> preview(String database, EventSchemas schemas) throws Exception {
    try (var connection = new HiveMetastore(world().metastore(database))) {
      return new LakeTables(connection, schemas).preview(this::location);
    }
  }

  private String location(String table) {
    return new Lake(world().folder().resolve("lake").toString()).files().uri(table);
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
