package dev.tributary.it.contents.form;

import dev.tributary.it.contents.json.Json;
import dev.tributary.it.contents.make.Draw;
import dev.tributary.it.contents.make.Events;
import dev.tributary.it.contents.rule.DeclaredType;
import dev.tributary.it.contents.rule.Expected;
import dev.tributary.it.contents.rule.When;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code GET /v1/pixel.gif}. */
final class PixelForm implements Form {
  @Override
  public boolean takesMany() {
    return false;
  }

  @Override
  public Item item(Origin at) {
    Draw draw = at.draw();
    String type = draw.onceIn(30) ? "Not A Type" : Events.type(at.types(), draw);
    Optional<DeclaredType> declared = at.types().of(type);
    Query query = Query.of(declared, draw);
    String id = draw.onceIn(2) ? at.id(draw) : "";
    When when = Events.when(at.base(), draw);
    List<String> pairs = new ArrayList<>();
    pairs.add("event_type=" + Query.encoded(type, draw));
    if (!id.isEmpty()) {
      pairs.add("id=" + Query.encoded(id, draw));
    }
    if (!when.text().isEmpty()) {
      pairs.add("timestamp=" + Query.encoded(when.text(), draw));
    }
    String rest = query.encoded(draw);
    if (!rest.isEmpty()) {
      pairs.add(draw.below(pairs.size() + 1), rest);
    }
    List<Json.Member> members = query.members(declared);
    Optional<Json.Obj> data =
        members.isEmpty() ? Optional.empty() : Optional.of(new Json.Obj(members));
    Expected expected =
        type.contains(" ")
            ? new Expected.Refused("BAD_EVENT_TYPE")
            : new Expected.Row(type, id, when, data).by(at.types());
    return new Item("/v1/pixel.gif?" + String.join("&", pairs), expected);
  }

  @Override
  public Shipment ship(Origin first, List<Item> items, Draw draw) {
    String target = items.get(0).text();
    Call call = new Call("GET", target, List.of(), List.of(), Call.Length.NONE);
    return Shipment.of(List.of(call), Shipment.Answer.STATUS, items);
  }
}
