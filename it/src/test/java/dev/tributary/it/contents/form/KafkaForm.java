package dev.tributary.it.contents.form;

import dev.tributary.it.contents.json.Json;
import dev.tributary.it.contents.make.Draw;
import dev.tributary.it.contents.make.Events;
import dev.tributary.it.contents.make.Spelling;
import dev.tributary.it.contents.make.Texts;
import dev.tributary.it.contents.make.Values;
import dev.tributary.it.contents.rule.Expected;
import dev.tributary.it.contents.rule.When;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Records that somebody writes into Kafka, as the ingest-service does or as the old one did. */
enum KafkaForm implements Form {
  /** With id and time of receipt. */
  NEW,
  /** Without. */
  OLD;

  private static final int BAD_ONCE_IN = 30;

  @Override
  public boolean takesMany() {
    return true;
  }

  @Override
  public Item item(Origin at) {
    Draw draw = at.draw();
    String type = Events.type(at.types(), draw);
    Optional<Json.Obj> data = Events.data(at.types(), type, draw);
    When when = Events.when(at.base(), draw);
    String id = this == NEW ? at.id(draw) : "";
    List<Json.Member> members = new ArrayList<>();
    members.add(member("event_type", type));
    if (this == NEW) {
      members.add(member("id", id));
      members.add(member("received_at", at.base().toString()));
    }
    if (draw.onceIn(2)) {
      members.add(member("Host", Texts.any(draw)));
      members.add(member("User-Agent", Texts.any(draw)));
      members.add(member("Accept", "*/*"));
    }
    if (!when.text().isEmpty()) {
      members.add(member("timestamp", when.text()));
    }
    data.ifPresent(object -> members.add(new Json.Member("data", object)));
    if (draw.onceIn(4)) {
      members.add(new Json.Member("X-" + Texts.any(draw), Values.any(draw)));
    }
    if (draw.onceIn(BAD_ONCE_IN)) {
      return bad(members, draw);
    }
    String text = Spelling.of(Values.shuffled(new Json.Obj(members), draw), draw);
    var row = new Expected.Row(type, id, when, data, Map.of(), Optional.of(text));
    return new Item(text, row.by(at.types()));
  }

  @Override
  public Shipment ship(Origin first, List<Item> items, Draw draw) {
    List<String> records = items.stream().map(Item::text).toList();
    List<Expected> expected = items.stream().map(Item::expected).toList();
    return new Shipment(List.of(), records, Shipment.Answer.STATUS, expected);
  }

  private static Item bad(List<Json.Member> good, Draw draw) {
    String text = Spelling.of(new Json.Obj(good), draw);
    return switch (draw.below(5)) {
      case 0 -> bad("", "EMPTY");
      case 1 -> bad("[" + text + "]", "NOT_AN_OBJECT");
      case 2 -> bad(text + "}", "NOT_JSON");
      case 3 -> {
        List<Json.Member> twice = new ArrayList<>(good);
        twice.add(draw.of(good));
        yield bad(Spelling.of(new Json.Obj(twice), draw), "DUPLICATE_FIELD");
      }
      default ->
          bad(Spelling.of(new Json.Obj(good.subList(1, good.size())), draw), "MISSING_EVENT_TYPE");
    };
  }

  private static Item bad(String record, String reason) {
    return new Item(record, new Expected.Refused(Set.of(reason), Optional.of(record)));
  }

  private static Json.Member member(String name, String text) {
    return new Json.Member(name, new Json.Str(text));
  }
}
