package dev.tributary.schemas.infer;

import static dev.tributary.schemas.TestJson.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.schemas.columns.Column;
import dev.tributary.schemas.decode.EventDecoder;
import dev.tributary.schemas.event.Decoded;
import dev.tributary.schemas.types.EventField;
import dev.tributary.schemas.types.EventSchema;
import dev.tributary.schemas.types.EventSchemas;
import dev.tributary.schemas.types.TypeNames;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Schemas made from data. Each proposal is checked as the build would, and decodes its events. */
final class SchemaProposalTest {
  private static final List<String> PLANS = List.of("free", "pro");
  private static final EventSchemas PLAYED =
      EventSchemas.of(
          Map.of(
              "played.avsc",
              json(
                  "{'type':'record','name':'played','doc':'d','fields':"
                      + "[{'name':'level','doc':'d','type':'int'}]}")));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'a'; 'b'                                        | string",
        "''                                              | string",
        "'0189F7C1-7c3e-7b1a-9d2e-0242ac120002'          | uuid",
        "'0189F7C1-7c3e-7b1a-9d2e-0242ac120002'; 'x'     | string",
        "'2026-11-24'; '2026-02-28'                      | date",
        "'2026-11-24'; '2026-02-30'                      | string",
        "'2026-11-24T01:02:03Z'                          | timestamp-millis",
        "'2026-11-24T01:02:03Z'; '2026-11-24'            | string",
        "1; -7                                           | long",
        "1; 2.5                                          | double",
        "3.0                                             | double",
        "9223372036854775807                             | long",
        "true; false                                     | boolean",
        "[]; ['a','b']                                   | array of string",
        "[1]; [2.5]                                      | array of double",
        "[[1],[2,3]]                                     | array of array of long",
        "{'x':1}; {'x':2}                                | record",
        "[{'x':1},{'x':2,'y':'a'}]                       | array of record",
        "{'a b':1}; {'c':2}                              | map of long",
      })
  void choosesTheNarrowestTypeThatTakesEveryValue(String values, String type) {
    EventSchema schema = decodesItsEvents(values).of("probe").orElseThrow();
    assertThat(schema.fields()).extracting(EventField::name).containsExactly("v");
    EventField field = schema.fields().get(0);
    assertThat(TypeNames.of(field.type())).isEqualTo(type);
    assertThat(field.presence()).isEqualTo(EventField.Presence.REQUIRED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "1; 'a'; 'b'           | the types are mixed: 2 strings (such as a), 1 whole numbers (such as 1)",
        "1; true               | the types are mixed: 1 whole numbers (such as 1), 1 booleans",
        "{'x':1}; [1]          | the types are mixed: 1 arrays, 1 objects",
        "[1,'a']               | the types are mixed: 1 strings (such as a), 1 whole numbers",
        "null                  | no value but null was seen",
        "[]                    | only empty arrays were seen",
        "{}                    | only empty objects were seen",
        "[1,null]              | arrays with null inside can't be declared",
        "{'a b':1,'c':null}    | maps with null inside can't be declared",
        "{'x':[]}              | none of its fields can be declared",
        "9223372036854775808   | no column holds 1 numbers beyond 64 bits",
        "1e400                 | no column holds 1 numbers beyond 64 bits",
      })
  void leavesOutWhatItCannotDecideAndSaysWhy(String values, String why) {
    SchemaProposal.Proposed proposed = proposal(events(values)).propose();
    assertThat(proposed.fields()).isZero();
    assertThat(proposed.notes())
        .anySatisfy(note -> assertThat(note).startsWith("data.v").contains(" is left out: " + why));
    decodesItsEvents(values);
  }

  @Test
  void tellsOptionalFieldsFromRequiredOnesAndSaysWhatItSaw() {
    SchemaProposal.Proposed proposed =
        proposal(
                List.of(
                    event("'plan':'pro','source':'web','age':30"),
                    event("'plan':'free','source':null"),
                    event("'plan':'a|b','age':31")))
            .propose();
    assertThat(proposed.file()).isEqualTo("probe.avsc");
    assertThat(proposed.text())
        .isEqualTo(
            """
            {
              "type": "record", "name": "probe",
              "doc": "Proposed from 3 events; say here what such an event means.",
              "tributary.onWrongValue": "null",
              "fields": [
                {"name": "plan", "type": "string", "doc": "Seen in all 3; such as free, pro"},
                {"name": "source", "type": ["null", "string"], "default": null, "doc": "Seen in 1 of 3; such as web"},
                {"name": "age", "type": ["null", "long"], "default": null, "doc": "Seen in 2 of 3; such as 30, 31"}
              ]
            }
            """);
  }

  @Test
  void declaresNestedRecordsWithTheirOwnOptionality() {
    EventSchemas schemas =
        decodesItsEvents(
            "{'at':{'city':'Bern','zip':3000},'tags':['x']}; {'at':{'city':'Basel'},'tags':[]}");
    assertThat(schemas.columns())
        .extracting(Column::hiveType)
        .containsExactly("struct<at:struct<city:string,zip:bigint>,tags:array<string>>");
  }

  @Test
  void leavesOutNamesAndColumnsThatTheBuildWouldRefuse() {
    SchemaProposal.Proposed proposed =
        proposal(
                PLAYED,
                List.of(
                    event("'my name':1,'userId':'a','user_id':'b','host':'h','level':1.5,'ok':1")))
            .propose();
    assertThat(proposed.fields()).isEqualTo(2);
    assertThat(proposed.text()).contains(json("'userId'"), json("'ok'"));
    assertThat(proposed.notes())
        .containsExactly(
            "data.my name is left out: its name must match [A-Za-z_][A-Za-z0-9_]*",
            "data.user_id is left out: probe.avsc: field user_id must not have the column of"
                + " another field: user_id",
            "data.host is left out: probe.avsc: field host must not have the column host of the"
                + " table events",
            "data.level is left out: probe.avsc: field level must have the type of played.avsc:"
                + " field level, since both are the column level: double is not bigint");
  }

  @Test
  void saysWhereAnEnumMayBeMeant() {
    List<String> events =
        IntStream.range(0, 40)
            .mapToObj(i -> event("'plan':'%s','name':'n%d'".formatted(PLANS.get(i % 2), i)))
            .toList();
    assertThat(proposal(events).propose().notes())
        .containsExactly(
            "data.plan: only free, pro were seen: declare an enum if there will be no others");
  }

  @Test
  void makesAMapOfAnObjectWithEverNewNames() {
    List<String> events =
        IntStream.range(0, 500)
            .mapToObj(i -> event("'scores':{'player%d':%d}".formatted(i, i)))
            .toList();
    String text = proposal(events).propose().text();
    assertThat(EventSchemas.of(Map.of("probe.avsc", text)).columns())
        .extracting(Column::hiveType)
        .containsExactly("map<string,bigint>");
  }

  @Test
  void refusesTypesThatAreDeclaredOrNone() {
    assertThatThrownBy(() -> new SchemaProposal("played", PLAYED))
        .hasMessage("played is declared already, in schemas/events/played.avsc");
    assertThatThrownBy(() -> new SchemaProposal("Not a type", PLAYED))
        .hasMessageStartingWith("the event type must match [a-z]");
  }

  /** The proposal beside nothing, after it has decoded what it was made from without a problem. */
  private static EventSchemas decodesItsEvents(String values) {
    List<String> events = events(values);
    EventSchemas schemas = EventSchemas.of(Map.of("probe.avsc", proposal(events).propose().text()));
    var decoder = new EventDecoder(schemas);
    for (String event : events) {
      var decoded = decoder.decode(event.getBytes(StandardCharsets.UTF_8), 0);
      assertThat(decoded).isInstanceOf(Decoded.Valid.class);
      assertThat(((Decoded.Valid) decoded).event().data().problems()).isEmpty();
    }
    return schemas;
  }

  @Test
  void putsNoTextOfAClientOnATerminalOrAPageThatDoesMoreThanBeRead() {
    String name = "n".repeat(2_000) + "\\u001b[2J";
    SchemaProposal.Proposed proposed =
        proposal(
                List.of(
                    event("'v':'\\u202e[a](javascript:b)','w':'good'"),
                    event("'x\\u001b[2J':1,'" + name + "':1,'w':'<b>'")))
            .propose();
    assertThat(proposed.text()).contains("such as good").doesNotContain("javascript", "<b>");
    assertThat(proposed.notes())
        .anySatisfy(note -> assertThat(note).startsWith("data.x?[2J is left out"))
        .anySatisfy(note -> assertThat(note).startsWith("data.nnnn").endsWith("…"))
        .allSatisfy(note -> assertThat(note).doesNotContain("\u001b").hasSizeLessThan(502));
  }

  private static SchemaProposal proposal(List<String> events) {
    return proposal(EventSchemas.none(), events);
  }

  private static SchemaProposal proposal(EventSchemas declared, List<String> events) {
    var proposal = new SchemaProposal("probe", declared);
    events.forEach(proposal::add);
    return proposal;
  }

  /** An event for each value of a field {@code v}. */
  private static List<String> events(String values) {
    return Arrays.stream(values.split(";")).map(value -> event("'v':" + value.strip())).toList();
  }

  private static String event(String data) {
    return json("{'event_type':'probe','data':{" + data + "}}");
  }
}
