package dev.tributary.it.contents.form;

import dev.tributary.it.contents.json.Json;
import dev.tributary.it.contents.make.Draw;
import dev.tributary.it.contents.make.Spelling;
import dev.tributary.it.contents.make.Values;
import dev.tributary.it.contents.rule.Expected;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** CloudEvents in the JSON format: one, or a batch. */
enum CloudEventForm implements Form {
  /** Structured mode. */
  STRUCTURED,
  /** Batched mode. */
  BATCH;

  @Override
  public boolean takesMany() {
    return this == BATCH;
  }

  @Override
  public Item item(Origin at) {
    Draw draw = at.draw();
    var event = CloudEventMade.of(at, draw);
    List<Json.Member> members = new ArrayList<>();
    event.attributes().forEach((name, text) -> members.add(new Json.Member(name, text(text))));
    members.addAll(event.inJson());
    if (draw.onceIn(40)) {
      String lost = draw.of("id", "source", "specversion", "type");
      members.removeIf(member -> member.name().equals(lost));
      var refused = new Expected.Refused("BAD_ID", "BAD_DATA", "MISSING_EVENT_TYPE");
      return new Item(Spelling.of(new Json.Obj(members), draw), refused);
    }
    var json = Values.shuffled(new Json.Obj(members), draw);
    return new Item(Spelling.of(json, draw), event.expected(at));
  }

  @Override
  public Shipment ship(Origin first, List<Item> items, Draw draw) {
    String events = items.stream().map(Item::text).collect(Collectors.joining(","));
    String type =
        this == BATCH ? "application/cloudevents-batch+json" : "application/cloudevents+json";
    var header = new Header("Content-Type", type + draw.of("", "; charset=utf-8"));
    String body = this == BATCH ? "[" + events + "]" : events;
    Call call = Packing.post("/v1/events", List.of(header), body, draw);
    return Shipment.of(List.of(call), Shipment.Answer.LIST, items);
  }

  private static Json text(String text) {
    return new Json.Str(text);
  }
}
