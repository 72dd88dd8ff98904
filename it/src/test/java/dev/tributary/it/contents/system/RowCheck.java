package dev.tributary.it.contents.system;

import dev.tributary.it.contents.json.Json;
import dev.tributary.it.contents.json.JsonDifference;
import dev.tributary.it.contents.json.JsonReader;
import dev.tributary.it.contents.rule.Cells;
import dev.tributary.it.contents.rule.DeclaredTypes;
import dev.tributary.it.contents.rule.Expected;
import dev.tributary.it.contents.rule.Moments;
import dev.tributary.it.contents.rule.TypedRow;
import dev.tributary.it.contents.rule.When;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Compares one row with the event that was sent. */
final class RowCheck {
  private static final Set<String> WITH_COLUMN = Set.of("Host", "User-Agent", "Accept");

  private final Expected.Row sent;
  private final LakeRow row;
  private final Json.Obj raw;
  private final List<String> differences = new ArrayList<>();

  private RowCheck(Expected.Row sent, LakeRow row) {
    this.sent = sent;
    this.row = row;
    this.raw = JsonReader.object(row.raw());
  }

  /** Every difference, in a line each. */
  static List<String> differences(Expected.Row sent, LakeRow row, DeclaredTypes types) {
    var check = new RowCheck(sent, row);
    check.identity();
    check.times();
    check.data();
    check.headers();
    check.columns(types);
    return check.differences;
  }

  private void identity() {
    same("event_type", sent.type(), row.type());
    same("event_type in raw_event", sent.type(), raw.text("event_type"));
    boolean asItCame = sent.record().isPresent();
    if (asItCame && sent.id().isEmpty()) {
      same("event_id", row.position(), row.id());
    } else {
      same("event_id", sent.id().isEmpty() ? raw.text("id") : sent.id(), row.id());
      same("id in raw_event", row.id(), raw.text("id"));
    }
    sent.record().ifPresent(text -> same("raw_event", text, row.raw()));
  }

  private void times() {
    long received = row.times().received();
    String said = raw.text("received_at");
    if (!said.isEmpty() || sent.record().isEmpty()) {
      same("received_at", Moments.millis(said).orElse(-1), received);
    }
    same("event_time", sent.when().eventTime(received), row.times().event());
    String source = row.times().source();
    same("event_time_source", sent.when().source(received), source);
    When.Kind kind = sent.when().kind();
    if (kind == When.Kind.AT || kind == When.Kind.NOT) {
      same("timestamp in raw_event", sent.when().text(), raw.text("timestamp"));
    }
  }

  private void data() {
    Optional<Json> there = raw.last("data").filter(value -> value != Json.Word.NULL);
    if (sent.data().isEmpty() || there.isEmpty()) {
      if (!there.equals(sent.data().map(Json.class::cast))) {
        differences.add("data must be " + sent.data() + ": " + there);
      }
      return;
    }
    List<Json.Member> members = new ArrayList<>(((Json.Obj) there.get()).members());
    members.removeIf(each -> each.value().equals(sent.mayHave().get(each.name())));
    JsonDifference.between(sent.data().get(), new Json.Obj(members))
        .ifPresent(found -> differences.add("data in raw_event: " + found));
  }

  /** The other fields of the record, which are its headers: their names begin with a capital. */
  private void headers() {
    same("host", column("Host"), row.host());
    same("user_agent", column("User-Agent"), row.userAgent());
    Json.Obj map = (Json.Obj) row.headers().orElse(new Json.Obj(List.of()));
    for (Json.Member member : raw.members()) {
      String name = member.name();
      boolean isHeader = !name.isEmpty() && name.charAt(0) >= 'A' && name.charAt(0) <= 'Z';
      if (isHeader && !WITH_COLUMN.contains(name)) {
        header(member, map);
      }
    }
  }

  private void header(Json.Member member, Json.Obj map) {
    String name = Cells.whole(member.name());
    Optional<Json> there = map.last(name);
    if (there.isEmpty()) {
      differences.add("headers must have " + name);
    } else if (member.value() instanceof Json.Str text) {
      same("headers." + name, Cells.whole(text.units()), map.text(name));
    } else {
      JsonDifference.between(member.value(), JsonReader.read(map.text(name)))
          .ifPresent(found -> differences.add("headers." + name + ": " + found));
    }
  }

  private Optional<String> column(String header) {
    return raw.last(header).map(text -> Cells.whole(((Json.Str) text).units()));
  }

  private void columns(DeclaredTypes types) {
    Optional<TypedRow> typed = types.of(sent.type()).map(type -> TypedRow.of(type, sent.data()));
    Map<String, Json> cells = typed.map(TypedRow::cells).orElse(Map.of());
    JsonDifference.between(object(cells), object(row.cells()))
        .ifPresent(found -> differences.add("columns: " + found));
    boolean problem =
        sent.when().kind() == When.Kind.UNREADABLE || typed.isPresent() && !typed.get().isClean();
    boolean said = row.problems().filter(list -> !list.equals(new Json.Arr(List.of()))).isPresent();
    same("whether there are problems", problem, said);
  }

  private static Json.Obj object(Map<String, Json> cells) {
    return new Json.Obj(
        new TreeMap<>(cells)
            .entrySet().stream()
                .map(cell -> new Json.Member(cell.getKey(), cell.getValue()))
                .toList());
  }

  private void same(String what, Object expected, Object actual) {
    if (!expected.equals(actual)) {
      differences.add(what + " must be " + shown(expected) + ": " + shown(actual));
    }
  }

  private static String shown(Object value) {
    String text = value.toString();
    return text.length() > 200 ? text.substring(0, 200) + "…" : text;
  }
}
