package dev.tributary.it.contents.form;

import dev.tributary.it.contents.make.Draw;
import dev.tributary.it.contents.make.Spelling;
import dev.tributary.it.contents.rule.Expected;
import java.util.List;

/** {@code POST /v1/events} with an event on each line; blank and broken lines are among them. */
final class LinesForm implements Form {
  private static final int BROKEN_ONCE_IN = 25;

  @Override
  public boolean takesMany() {
    return true;
  }

  @Override
  public Item item(Origin at) {
    Draw draw = at.draw();
    EventItems.Made made = EventItems.of(at, draw);
    String line = Spelling.onOneLine(made.json(), draw);
    if (!draw.onceIn(BROKEN_ONCE_IN)) {
      return new Item(line, made.expected());
    }
    String broken =
        switch (draw.below(5)) {
          case 0 -> line.substring(0, line.lastIndexOf('}'));
          case 1 -> line + "}";
          case 2 -> line + line;
          case 3 -> "x" + line;
          default -> "{\"event_type\":\"x\",\"data\":{\"a\":\"\\x\"}}";
        };
    return new Item(broken, new Expected.Refused("NOT_JSON"));
  }

  @Override
  public Shipment ship(Origin first, List<Item> items, Draw draw) {
    var body = new StringBuilder();
    String end = draw.of("\n", "\r\n");
    blank(body, end, draw);
    for (int i = 0; i < items.size(); i++) {
      body.append(items.get(i).text());
      if (i < items.size() - 1 || draw.onceIn(2)) {
        body.append(end);
        blank(body, end, draw);
      }
    }
    String type = draw.of("application/x-ndjson", "application/x-ndjson; charset=utf-8");
    Call call =
        Packing.post(
            "/v1/events", List.of(new Header("Content-Type", type)), body.toString(), draw);
    return Shipment.of(List.of(call), Shipment.Answer.LIST, items);
  }

  private static void blank(StringBuilder body, String end, Draw draw) {
    while (draw.onceIn(8)) {
      body.append(draw.of("", " ", "\t", "  \t ")).append(end);
    }
  }
}
