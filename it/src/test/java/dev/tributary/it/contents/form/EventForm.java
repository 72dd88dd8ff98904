package dev.tributary.it.contents.form;

import dev.tributary.it.contents.make.Draw;
import dev.tributary.it.contents.make.Spelling;
import dev.tributary.it.contents.rule.Expected;
import java.util.List;
import java.util.stream.Collectors;

/** {@code POST /v1/events} with Tributary's own events. */
enum EventForm implements Form {
  /** One object. */
  OBJECT("application/json"),
  /** An array of them. */
  ARRAY("application/json; charset=utf-8"),
  /** What {@code navigator.sendBeacon} sends. */
  BEACON("text/plain;charset=UTF-8"),
  /** What {@code curl -d} sends. */
  CURL("application/x-www-form-urlencoded");

  private final String mediaType;

  EventForm(String mediaType) {
    this.mediaType = mediaType;
  }

  @Override
  public boolean takesMany() {
    return this != OBJECT;
  }

  @Override
  public Item item(Origin at) {
    Draw draw = at.draw();
    EventItems.Made made = EventItems.of(at, draw);
    return new Item(Spelling.of(made.json(), draw), made.expected());
  }

  @Override
  public Shipment ship(Origin first, List<Item> items, Draw draw) {
    String events = items.stream().map(Item::text).collect(Collectors.joining(","));
    boolean alone = this == OBJECT || items.size() == 1 && this != ARRAY;
    String body = alone ? events : draw.of("[", " [\n", "[ ") + events + draw.of("]", "\n]\n");
    Call call =
        Packing.post("/v1/events", List.of(new Header("Content-Type", mediaType)), body, draw);
    boolean again = draw.onceIn(20) && items.stream().allMatch(EventForm::isKnownById);
    return Shipment.of(again ? List.of(call, call) : List.of(call), Shipment.Answer.LIST, items);
  }

  /** Sent again under the same id an event makes no second row. */
  private static boolean isKnownById(Item item) {
    return !(item.expected() instanceof Expected.Row row) || !row.id().isEmpty();
  }
}
