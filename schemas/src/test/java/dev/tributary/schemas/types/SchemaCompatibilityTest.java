package dev.tributary.schemas.types;

import static dev.tributary.schemas.TestJson.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which schema may follow which, and which may stand beside which. */
final class SchemaCompatibilityTest {
  private static final String RECORD = "{'type':'record','name':'r','fields':[%s]}";
  private static final String A = "{'name':'a','doc':'d','type':'long'}";
  private static final String B = "{'name':'b','doc':'d','type':['null','long'],'default':null}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'int'                                     | 'long'",
        "'float'                                   | 'double'",
        "'long'                                    | ['null','long'],'default':null",
        "'long'                                    | 'long','default':7",
        "'long','default':7                        | ['long','null'],'default':7",
        "{'type':'string','logicalType':'uuid'}    | 'string'",
        "{'type':'enum','name':'e','symbols':['x']}| {'type':'enum','name':'e','symbols':['y','x']}",
        "{'type':'enum','name':'e','symbols':['x']}| 'string'",
        "{'type':'array','items':'int'}            | {'type':'array','items':'long'}",
      })
  void takesWhatIsWider(String old, String now) {
    assertThat(SchemaCompatibility.problems(probe(field(old)), probe(field(now)))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'long'   | 'int'      | narrowed         | was long, is int",
        "'double' | 'float'    | narrowed         | was double, is float",
        "'long'   | 'double'   | add a field      | was long, is double",
        "'int'    | 'float'    | add a field      | was int, is float",
        "'string' | 'long'     | add a field      | was string, is long",
        "'long','default':7                         | 'long'   | as lax | was with a default, is required",
        "['null','long'],'default':null             | 'long'   | as lax | was optional, is required",
        "'string' | {'type':'string','logicalType':'uuid'} | narrowed | was string, is uuid",
        "{'type':'enum','name':'e','symbols':['x','y']} | {'type':'enum','name':'e','symbols':['x']} | all its words | was enum (x, y), is enum (x)",
        "{'type':'map','values':'long'} | {'type':'map','values':'int'} | narrowed | was long, is int",
        "{'type':'long','logicalType':'timestamp-millis'} | 'long' | add a field | was timestamp-millis, is long",
      })
  void refusesWhatIsNarrowerAndNamesOldAndNew(String old, String now, String rule, String words) {
    assertThat(SchemaCompatibility.problems(probe(field(old)), probe(field(now))))
        .singleElement()
        .asString()
        .startsWith("probe.avsc: field f")
        .contains(rule, words);
  }

  @Test
  void takesNewFieldsThatEarlierEventsNeedNotHave() {
    assertThat(SchemaCompatibility.problems(probe(A), probe(B + "," + A))).isEmpty();
    assertThat(SchemaCompatibility.problems(probe(B), probe(B + "," + A)))
        .singleElement()
        .asString()
        .startsWith("probe.avsc: field a must be optional or have a default");
  }

  @Test
  void refusesToLoseAFieldOrAType() {
    assertThat(SchemaCompatibility.problems(probe(A + "," + B), probe(B)))
        .containsExactly(
            "probe.avsc: field a must not be removed or renamed: keep it, and add the other one"
                + " (was long, is nothing)");
    assertThat(SchemaCompatibility.problems(probe(A), EventSchemas.none()))
        .containsExactly("probe.avsc must not be removed or renamed: the lake has columns of it");
  }

  @Test
  void keepsTheOrderInsideRecords() {
    EventSchemas old = probe(field(RECORD.formatted(A)));
    assertThat(SchemaCompatibility.problems(old, probe(field(RECORD.formatted(A + "," + B)))))
        .isEmpty();
    assertThat(SchemaCompatibility.problems(old, probe(field(RECORD.formatted(B + "," + A)))))
        .singleElement()
        .asString()
        .contains("field f.a must keep its place", "was place 0, is place 1");
  }

  @Test
  void refusesColumnsThatClashAndNamesBothSides() {
    String one = probeText("one", "{'name':'orderId','doc':'d','type':'long'}");
    String two = probeText("two", "{'name':'order_id','doc':'d','type':'string'}");
    assertThatThrownBy(() -> EventSchemas.of(Map.of("one.avsc", one, "two.avsc", two)))
        .hasMessage(
            "two.avsc: field order_id must have the type of one.avsc: field orderId, since both are"
                + " the column order_id: string is not bigint");
    assertThatThrownBy(() -> probe("{'name':'HOST','doc':'d','type':'string'}"))
        .hasMessage("probe.avsc: field HOST must not have the column host of the table events");
    assertThatThrownBy(() -> probe(A + ",{'name':'A','doc':'d','type':'long'}"))
        .hasMessage("probe.avsc: field A must not have the column of another field: a");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'bytes'                                         | a type that JSON can hold: bytes",
        "['string','long']                               | one type, or a union of it and null",
        "{'type':'long','logicalType':'timestamp-micros'}| timestamp-millis: timestamp-micros",
        "{'type':'int','logicalType':'uuid'}             | must be a string to be a uuid",
        "{'type':'record','name':'probe','fields':[]}    | Avro schema",
      })
  void refusesWhatHasNoColumn(String type, String rule) {
    assertThatThrownBy(() -> probe(field(type))).hasMessageContainingAll("probe.avsc", rule);
  }

  @Test
  void takesALookupOnAFieldOfDataThatHasManyValues() {
    String lookup = ",'tributary.lookup':true";
    EventSchemas schemas = probe(field("'string'" + lookup) + "," + A);
    assertThat(schemas.find("probe").fields())
        .extracting(EventField::isLookup)
        .containsExactly(true, false);
    assertThatThrownBy(() -> probe(field("'double'" + lookup)))
        .hasMessage(
            "probe.avsc: field f must be a field of data itself, and a string, enum, int or long,"
                + " to have tributary.lookup");
    String inside = RECORD.formatted("{'name':'a','doc':'d','type':'long'" + lookup + "}");
    assertThatThrownBy(() -> probe(field(inside)))
        .hasMessageStartingWith("probe.avsc: field f.a must be a field of data itself");
    assertThatThrownBy(() -> probe(field("'long','tributary.lookup':'yes'")))
        .hasMessage("probe.avsc: field f must have true or false as its tributary.lookup: yes");
  }

  @Test
  void takesHowLongRowsStay() {
    assertThat(retaining("'P30D'").find("probe").retain()).contains(Duration.ofDays(30));
    assertThat(retaining("'PT0S'").find("probe").retain()).contains(Duration.ZERO);
    assertThat(probe(A).find("probe").retain()).isEmpty();
    for (String text : List.of("'PT23H'", "'P1M'", "'-P30D'", "30", "'P36501D'")) {
      assertThatThrownBy(() -> retaining(text))
          .hasMessage(
              "probe.avsc its tributary.retain must be an ISO-8601 duration of P1D to P36500D, or"
                  + " PT0S: for ever: "
                  + text.replace("'", ""));
    }
  }

  private static EventSchemas retaining(String time) {
    String text =
        "{'type':'record','name':'probe','doc':'d','tributary.retain':%s,'fields':[%s]}"
            .formatted(time, A);
    return EventSchemas.of(Map.of("probe.avsc", json(text)));
  }

  @Test
  void wantsADocAndTheFilesNameToBeTheTypes() {
    assertThatThrownBy(() -> probe("{'name':'a','type':'long'}"))
        .hasMessage("probe.avsc: field a must have a doc");
    assertThatThrownBy(() -> EventSchemas.of(Map.of("other.avsc", probeText("probe", A))))
        .hasMessage("other.avsc must be named after its record: probe.avsc");
  }

  private static String field(String type) {
    return "{'name':'f','doc':'d','type':" + type + "}";
  }

  private static EventSchemas probe(String fields) {
    return EventSchemas.of(Map.of("probe.avsc", probeText("probe", fields)));
  }

  private static String probeText(String name, String fields) {
    return json("{'type':'record','name':'" + name + "','doc':'d','fields':[" + fields + "]}");
  }
}
