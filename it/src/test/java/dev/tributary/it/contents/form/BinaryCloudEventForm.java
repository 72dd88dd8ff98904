package dev.tributary.it.contents.form;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.it.contents.make.Draw;
import java.util.ArrayList;
import java.util.List;

/** A CloudEvent in binary mode: attributes are headers, the body is the data. */
final class BinaryCloudEventForm implements Form {
  @Override
  public boolean takesMany() {
    return false;
  }

  @Override
  public Item item(Origin at) {
    Draw draw = at.draw();
    var event = CloudEventMade.of(at, draw);
    List<Header> headers = new ArrayList<>();
    event
        .attributes()
        .forEach(
            (name, text) ->
                headers.add(
                    name.equals("datacontenttype")
                        ? new Header("Content-Type", text)
                        : new Header(draw.of("ce-", "Ce-") + name, encoded(text, draw))));
    return new Item(event.body(), headers, event.expected(at));
  }

  @Override
  public Shipment ship(Origin first, List<Item> items, Draw draw) {
    Item item = items.get(0);
    Call call = Packing.post("/v1/events", item.headers(), item.text(), draw);
    return Shipment.of(List.of(call), Shipment.Answer.LIST, items);
  }

  /**
   * The HTTP binding, 3.1.3.2: blanks, quotes, percent signs and all beyond printable ASCII are
   * percent-encoded; receivers must understand needless encoding too.
   */
  private static String encoded(String text, Draw draw) {
    var value = new StringBuilder();
    for (byte each : text.getBytes(UTF_8)) {
      boolean must = each <= ' ' || each == '"' || each == '%' || each == 0x7F;
      value.append(must || draw.onceIn(30) ? String.format("%%%02X", each & 0xFF) : (char) each);
    }
    return value.toString();
  }
}
