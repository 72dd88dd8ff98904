package dev.tributary.it.contents.system;

import static dev.tributary.it.support.TestJson.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.it.contents.json.Json;
import dev.tributary.it.contents.json.JsonReader;
import dev.tributary.it.contents.rule.DeclaredType;
import dev.tributary.it.contents.rule.DeclaredTypes;
import dev.tributary.it.contents.rule.Expected;
import dev.tributary.it.contents.rule.Field;
import dev.tributary.it.contents.rule.Kind;
import dev.tributary.it.contents.rule.When;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The comparison finds each way in which a row may be another than what was sent. */
final class RowCheckTest {
  private static final String DATA = json("{'level':3.0,'name':'\\ud83d\\ude00','x':[1,2]}");

  private static final long RECEIVED = 1_795_953_600_000L;

  private static final DeclaredTypes TYPES =
      new DeclaredTypes(
          Map.of(
              "game",
              new DeclaredType(
                  "game",
                  true,
                  List.of(
                      new Field("level", new Kind.Whole(0, 9), true, Optional.of(Json.Word.NULL)),
                      new Field("name", new Kind.Text(), true, Optional.of(Json.Word.NULL))))));

  private static final Map<String, Json> CELLS =
      Map.of("level", new Json.Num("3"), "name", new Json.Str("😀"));

  @Test
  void findsNothingInTheRowOfWhatWasSent() {
    assertThat(differences(DATA, row(DATA, CELLS))).isEmpty();
    String otherWords = json("{ 'x':[1, 2],'name':'😀','level':3.0}");
    assertThat(differences(DATA, row(otherWords, CELLS))).isEmpty();
  }

  @Test
  void findsTheDataOfAnotherEvent() {
    String other = DATA.replace("3.0", "4.0");
    Map<String, Json> cells = Map.of("level", new Json.Num("4"), "name", new Json.Str("😀"));
    assertThat(differences(DATA, row(other, cells)))
        .containsExactly(
            json("data in raw_event: $.'level' must be 3.0: 4.0"),
            json("columns: $.'level' must be 3: 4"));
  }

  @Test
  void findsANumberThatIsSpelledInAnotherWay() {
    assertThat(differences(DATA, row(DATA.replace("3.0", "3"), CELLS)))
        .containsExactly(json("data in raw_event: $.'level' must be 3.0: 3"));
  }

  @Test
  void findsALostMemberAndOneTooMany() {
    assertThat(differences(DATA, row(DATA.replace(json(",'x':[1,2]"), ""), CELLS)))
        .containsExactly(json("data in raw_event: $.'x' is missing"));
    assertThat(differences(DATA, row(DATA.replace(json("{'l"), json("{'y':1,'l")), CELLS)))
        .containsExactly(json("data in raw_event: $.'y' must not be there"));
    assertThat(differences(DATA, row("null", CELLS))).hasSize(1);
  }

  @Test
  void findsAColumnThatIsNullOrAnotherTypes() {
    assertThat(differences(DATA, row(DATA, Map.of("name", new Json.Str("😀")))))
        .containsExactly(json("columns: $.'level' is missing"));
    Map<String, Json> more =
        Map.of("level", new Json.Num("3"), "name", new Json.Str("😀"), "score", new Json.Num("1"));
    assertThat(differences(DATA, row(DATA, more)))
        .containsExactly(json("columns: $.'score' must not be there"));
  }

  @Test
  void findsAProblemThatIsNotSaid() {
    String wrong = DATA.replace("3.0", "3.5");
    assertThat(differences(wrong, row(wrong, Map.of("name", new Json.Str("😀")))))
        .containsExactly("whether there are problems must be true: false");
  }

  @Test
  void findsAnotherTypeIdTimeAndHeader() {
    LakeRow right = row(DATA, CELLS);
    var wrong =
        new LakeRow(
            "other",
            "b",
            new LakeRow.Times(RECEIVED + 1, "client", RECEIVED + 2),
            Optional.of("elsewhere"),
            right.userAgent(),
            Optional.empty(),
            right.raw(),
            right.position(),
            right.problems(),
            right.cells());
    assertThat(differences(DATA, wrong))
        .containsExactly(
            "event_type must be game: other",
            "event_id must be a: b",
            "id in raw_event must be b: a",
            "received_at must be 1795953600000: 1795953600002",
            "event_time must be 1795953600002: 1795953600001",
            "event_time_source must be server: client",
            "host must be Optional[here]: Optional[elsewhere]",
            "headers must have X-One");
  }

  @Test
  void findsAByteOfARecordThatIsAnother() {
    LakeRow row = row(DATA, CELLS);
    var sent =
        new Expected.Row(
            "game",
            "a",
            When.not(),
            Optional.of(JsonReader.object(DATA)),
            Map.of(),
            Optional.of(row.raw() + " "));
    assertThat(RowCheck.differences(sent, row, TYPES))
        .singleElement()
        .asString()
        .startsWith("raw_event must be {");
  }

  private static List<String> differences(String data, LakeRow row) {
    var sent = new Expected.Row("game", "a", When.not(), Optional.of(JsonReader.object(data)));
    return RowCheck.differences(sent, row, TYPES);
  }

  private static LakeRow row(String data, Map<String, Json> cells) {
    String raw =
        json(
                "{'event_type':'game','id':'a','received_at':'2026-11-29T12:00:00Z',"
                    + "'Host':'here','X-One':'1','data':")
            + data
            + "}";
    return new LakeRow(
        "game",
        "a",
        new LakeRow.Times(RECEIVED, "server", RECEIVED),
        Optional.of("here"),
        Optional.empty(),
        Optional.of(JsonReader.read(json("{'X-One':'1'}"))),
        raw,
        "events-0-1",
        Optional.empty(),
        cells);
  }
}
