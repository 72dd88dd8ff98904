package dev.tributary.it.contents;

import static dev.tributary.it.support.TestJson.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.it.contents.form.Shipment;
import dev.tributary.it.contents.form.Shipments;
import dev.tributary.it.contents.json.JsonReader;
import dev.tributary.it.contents.rule.DeclaredTypes;
import dev.tributary.it.contents.rule.Expected;
import dev.tributary.it.contents.rule.ForeignNames;
import dev.tributary.it.contents.rule.Moments;
import dev.tributary.it.contents.rule.TypedRow;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What the oracle expects, by examples that a person worked out. */
final class RulesTest {
  private static final Instant BASE = Instant.parse("2026-11-29T12:00:00Z");

  @Test
  void expectsTheColumnsOfADeclaredType() throws Exception {
    TypedRow row =
        TypedRow.of(
            types().of("level_completed").orElseThrow(),
            Optional.of(
                JsonReader.object(
                    json(
                        "{'player_id':'0189F7C1-7c3e-7b1a-9d2e-0242ac120002','level':3e0,"
                            + "'score':9223372036854775808,'duration_seconds':-0.0,"
                            + "'started_at':'1970-01-01T00:00:00.0019+00:00','extra':1,"
                            + "'level':30e-1,'deaths':{'a':1,'a':2}}"))));
    assertThat(row.cells().toString())
        .isEqualTo(
            "{boosters=Arr[elements=[]], deaths=Obj[members=[Member[name=a,"
                + " value=Num[spelled=2]]]], difficulty=Str[units=normal],"
                + " duration_seconds=Num[spelled=-0.0], level=Num[spelled=3],"
                + " player_id=Str[units=0189f7c1-7c3e-7b1a-9d2e-0242ac120002],"
                + " started_at=Num[spelled=1]}");
    assertThat(row.wrong()).containsExactly("score");
    assertThat(row.missing()).isEmpty();
  }

  @Test
  void readsInstants() {
    assertThat(Moments.millis("1970-01-02T01:00:00.5+01:00")).hasValue(86_400_500);
    assertThat(Moments.millis("1969-12-31t23:59:59.9999z")).hasValue(-1);
    assertThat(Moments.millis("2026-02-29T00:00:00Z")).isEmpty();
    assertThat(Moments.millis("2026-02-28 00:00:00Z")).isEmpty();
  }

  @Test
  void namesTypes() {
    assertThat(ForeignNames.type("Order Completed")).isEqualTo("order_completed");
    assertThat(ForeignNames.type("3rd try")).isEqualTo("e_3rd_try");
    assertThat(ForeignNames.type("注文")).isEqualTo("e_266125dd");
    assertThat(ForeignNames.type("Größe")).startsWith("gr_e_").hasSize(13);
  }

  /** The same place makes the same event, and a run has events of every form. */
  @Test
  void makesTheSameAgain() throws Exception {
    var shipments = new Shipments(5, BASE, types(), 20);
    Set<String> forms = new TreeSet<>();
    for (long number = 0; number < 300; number++) {
      Shipment shipment = shipments.shipment(number);
      forms.add(shipments.form(number));
      for (int i = 0; i < shipment.expected().size(); i++) {
        Expected again = shipments.expected(number, i);
        assertThat(again).isEqualTo(shipment.expected().get(i));
      }
    }
    assertThat(forms).hasSize(15);
  }

  private static DeclaredTypes types() throws Exception {
    return DeclaredTypes.in(
        Path.of(System.getProperty("tributary.checkout", ".."), "schemas", "events"));
  }
}
