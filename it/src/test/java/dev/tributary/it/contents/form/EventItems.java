package dev.tributary.it.contents.form;

import dev.tributary.it.contents.json.Json;
import dev.tributary.it.contents.make.Draw;
import dev.tributary.it.contents.make.Events;
import dev.tributary.it.contents.make.Values;
import dev.tributary.it.contents.rule.Expected;
import dev.tributary.it.contents.rule.When;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Events in Tributary's own JSON, some of them bad in one way. */
final class EventItems {
  private static final int BAD_ONCE_IN = 50;

  private static final Set<String> OF_THE_ENVELOPE =
      Set.of("event_type", "id", "timestamp", "data");

  private EventItems() {}

  /** The event as JSON, with what must become of it. */
  record Made(Json.Obj json, Expected expected) {}

  static Made of(Origin at, Draw draw) {
    String type = Events.type(at.types(), draw);
    Optional<Json.Obj> data = Events.data(at.types(), type, draw);
    String id = draw.onceIn(5) ? "" : at.id(draw);
    When when = Events.when(at.base(), draw);
    List<Json.Member> members = new ArrayList<>();
    members.add(new Json.Member("event_type", new Json.Str(type)));
    add(members, "id", id, draw);
    add(members, "timestamp", when.text(), draw);
    if (data.isPresent()) {
      List<Json.Member> inside = new ArrayList<>(data.get().members());
      if (draw.onceIn(4)) {
        inside.removeAll(beside(data.get(), members, draw));
      }
      if (!inside.isEmpty() || draw.onceIn(2) || members.size() == 1) {
        members.add(new Json.Member("data", new Json.Obj(inside)));
      }
    } else if (draw.onceIn(2)) {
      members.add(new Json.Member("data", Json.Word.NULL));
    }
    Optional<Json.Obj> stored = data.filter(all -> hasData(members, all));
    var row = new Expected.Row(type, id, when, stored);
    if (draw.onceIn(BAD_ONCE_IN)) {
      return bad(members, draw);
    }
    return new Made(Values.shuffled(new Json.Obj(members), draw), row.by(at.types()));
  }

  private static boolean hasData(List<Json.Member> members, Json.Obj all) {
    return !all.members().isEmpty() || members.stream().anyMatch(m -> m.name().equals("data"));
  }

  /** Fields that stand beside {@code data} are taken into it: their names stand once in both. */
  private static List<Json.Member> beside(Json.Obj data, List<Json.Member> members, Draw draw) {
    List<Json.Member> moved = new ArrayList<>();
    data.byName()
        .forEach(
            (name, values) -> {
              if (values.size() == 1 && !OF_THE_ENVELOPE.contains(name) && draw.onceIn(2)) {
                moved.add(new Json.Member(name, values.get(0)));
              }
            });
    members.addAll(moved);
    return moved;
  }

  private static void add(List<Json.Member> members, String name, String text, Draw draw) {
    if (!text.isEmpty()) {
      members.add(new Json.Member(name, new Json.Str(text)));
    } else if (draw.onceIn(4)) {
      members.add(new Json.Member(name, Json.Word.NULL));
    }
  }

  private static Made bad(List<Json.Member> good, Draw draw) {
    List<Json.Member> members = new ArrayList<>(good);
    return switch (draw.below(6)) {
      case 0 -> {
        members.remove(0);
        yield made(members, draw, "MISSING_EVENT_TYPE");
      }
      case 1 -> {
        String type =
            draw.of("Big", "a-b", "1a", "a b", "größe", "../x", "events", "acceptors", "");
        yield with(members, "event_type", new Json.Str(type), draw, "BAD_EVENT_TYPE");
      }
      case 2 -> with(members, "id", draw.of(new Json.Num("1"), new Json.Str("é")), draw, "BAD_ID");
      case 3 -> {
        String time = draw.of("yesterday", "2026-13-01T00:00:00Z", "2026-11-24", "1");
        yield with(members, "timestamp", new Json.Str(time), draw, "BAD_TIMESTAMP");
      }
      case 4 -> with(members, "data", new Json.Arr(List.of()), draw, "BAD_DATA");
      default -> {
        members.add(members.get(draw.below(members.size())));
        yield made(members, draw, "DUPLICATE_FIELD");
      }
    };
  }

  private static Made with(
      List<Json.Member> good, String name, Json value, Draw draw, String code) {
    Set<String> names = new HashSet<>(Set.of(name));
    List<Json.Member> members = new ArrayList<>();
    good.stream().filter(member -> names.add(member.name())).forEach(members::add);
    members.add(new Json.Member(name, value));
    return made(members, draw, code);
  }

  private static Made made(List<Json.Member> members, Draw draw, String code) {
    var json = Values.shuffled(new Json.Obj(members), draw);
    return new Made(json, new Expected.Refused(code));
  }
}
