package dev.tributary.it.contents.form;

import dev.tributary.it.contents.json.Json;
import dev.tributary.it.contents.make.Draw;
import dev.tributary.it.contents.make.Events;
import dev.tributary.it.contents.make.Texts;
import dev.tributary.it.contents.make.Values;
import dev.tributary.it.contents.rule.Expected;
import dev.tributary.it.contents.rule.ForeignNames;
import dev.tributary.it.contents.rule.When;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A message of the Segment API, without {@code type} and {@code sentAt}.
 *
 * @param call its call
 */
record SegmentMessage(String call, List<Json.Member> members, Expected expected) {
  private static final List<String> NAMES =
      List.of(
          "Order Completed",
          "level_completed",
          "message",
          "Item Purchased",
          "contents_one",
          "注文",
          "支払",
          "Größe geändert",
          "3rd try",
          "item_purchased");

  static SegmentMessage of(Origin at, List<Instant> clock, Draw draw) {
    String call =
        draw.of("track", "track", "track", "page", "screen", "identify", "group", "alias");
    String event = draw.of(NAMES);
    String type = call.equals("track") ? ForeignNames.type(event) : call;
    Map<String, Json> own = own(call, event, draw);
    List<Json.Member> members = new ArrayList<>();
    own.forEach((name, value) -> members.add(new Json.Member(name, value)));
    List<Json.Member> stored = new ArrayList<>();
    own.forEach((name, value) -> stored.add(new Json.Member(snake(name), value)));

    boolean traits = Set.of("identify", "group").contains(call);
    if (!draw.onceIn(10)) {
      Json.Obj body = body(at, type, own, traits, draw);
      members.add(new Json.Member(traits ? "traits" : "properties", body));
      Set<String> ofCall = new HashSet<>();
      stored.forEach(member -> ofCall.add(member.name()));
      for (Json.Member each : body.members()) {
        String name = ofCall.contains(each.name()) ? "properties_" + each.name() : each.name();
        stored.add(new Json.Member(name, each.value()));
      }
    }
    String id = draw.onceIn(6) ? "" : at.id(draw) + draw.of("", "", "é");
    if (!id.isEmpty()) {
      members.add(new Json.Member("messageId", new Json.Str(id)));
    }
    When when = When.not();
    if (!draw.onceIn(4)) {
      SegmentTimes times =
          clock.isEmpty()
              ? SegmentTimes.of(at.base(), draw)
              : SegmentTimes.corrected(clock.get(0), draw);
      members.add(new Json.Member("timestamp", times.json()));
      when = times.when();
    }
    if (draw.onceIn(3)) {
      members.add(new Json.Member("writeKey", new Json.Str("never stored")));
      members.add(new Json.Member("integrations", new Json.Obj(List.of())));
    }
    var row =
        new Expected.Row(
            type, id.isEmpty() ? "" : ForeignNames.id(id), when, Optional.of(new Json.Obj(stored)));
    var shuffled = Values.shuffled(new Json.Obj(members), draw).members();
    return new SegmentMessage(call, shuffled, row.by(at.types()));
  }

  /** The call's own fields that are stored. */
  private static Map<String, Json> own(String call, String event, Draw draw) {
    Map<String, Json> own = new LinkedHashMap<>();
    if (call.equals("track")) {
      own.put("event", new Json.Str(event));
    }
    if (Set.of("page", "screen").contains(call) && draw.onceIn(2)) {
      own.put("name", new Json.Str(Texts.any(draw) + "."));
    }
    if (draw.onceIn(2)) {
      own.put("userId", new Json.Str("u" + Texts.any(draw)));
    }
    if (draw.onceIn(2) || !own.containsKey("userId")) {
      own.put("anonymousId", new Json.Str("a" + Texts.any(draw)));
    }
    if (draw.onceIn(2)) {
      own.put("context", Values.object(draw));
    }
    return own;
  }

  private static Json.Obj body(
      Origin at, String type, Map<String, Json> own, boolean traits, Draw draw) {
    Set<String> without = new HashSet<>();
    if (traits) {
      own.keySet().forEach(name -> without.add(snake(name)));
    }
    List<Json.Member> members = new ArrayList<>();
    Events.data(at.types(), type, draw).ifPresent(data -> members.addAll(data.members()));
    if (!traits && draw.onceIn(4)) {
      members.add(new Json.Member(snake(draw.of(List.copyOf(own.keySet()))), Values.any(draw)));
    }
    return new Json.Obj(members.stream().filter(each -> without.add(each.name())).toList());
  }

  private static String snake(String name) {
    return switch (name) {
      case "userId" -> "user_id";
      case "anonymousId" -> "anonymous_id";
      default -> name;
    };
  }
}
