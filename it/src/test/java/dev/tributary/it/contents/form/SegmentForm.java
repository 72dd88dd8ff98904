package dev.tributary.it.contents.form;

import dev.tributary.it.contents.json.Json;
import dev.tributary.it.contents.make.Draw;
import dev.tributary.it.contents.make.Spelling;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The Segment API: one call a request, or a batch of them. */
enum SegmentForm implements Form {
  /** {@code /v1/track} and its likes. */
  CALL,
  /** {@code /v1/batch}. */
  BATCH;

  private static final Map<String, String> SHORT =
      Map.of(
          "track",
          "t",
          "page",
          "p",
          "screen",
          "s",
          "identify",
          "i",
          "group",
          "g",
          "alias",
          "a",
          "batch",
          "b");

  /** A clock that is years off. */
  private static final Instant CLIENT_CLOCK = Instant.parse("2019-03-04T05:06:07.089Z");

  @Override
  public boolean takesMany() {
    return this == BATCH;
  }

  @Override
  public Item item(Origin at) {
    Draw draw = at.draw();
    boolean corrected =
        this == BATCH ? isSent(Draw.at(at.seed(), at.request(), -1)) : draw.onceIn(3);
    var made = SegmentMessage.of(at, corrected ? List.of(CLIENT_CLOCK) : List.of(), draw);
    List<Json.Member> members = new ArrayList<>(made.members());
    if (this == BATCH) {
      members.add(new Json.Member("type", new Json.Str(made.call())));
    } else if (corrected) {
      members.add(sentAt());
    }
    String text = Spelling.of(new Json.Obj(members), draw);
    return new Item(text, List.of(new Header("call", made.call())), made.expected());
  }

  @Override
  public Shipment ship(Origin first, List<Item> items, Draw draw) {
    String call = this == BATCH ? "batch" : items.get(0).headers().get(0).value();
    String path = "/v1/" + (draw.onceIn(3) ? SHORT.get(call) : call);
    String body = items.get(0).text();
    if (this == BATCH) {
      String messages = items.stream().map(Item::text).collect(Collectors.joining(",", "[", "]"));
      boolean sent = isSent(Draw.at(first.seed(), first.request(), -1));
      String about = sent ? Spelling.of(new Json.Obj(List.of(sentAt())), draw).strip() : "";
      String more = sent ? about.substring(1, about.length() - 1) + "," : "";
      body = "{" + more + "\"batch\":" + messages + ",\"writeKey\":\"k\"}";
    }
    String type = draw.of("application/json", "text/plain", "application/json; charset=utf-8");
    Call post = Packing.post(path, List.of(new Header("Content-Type", type)), body, draw);
    return Shipment.of(List.of(post), Shipment.Answer.LIST, items);
  }

  /** Whether the batch says when it was sent: one answer for all of its messages. */
  private static boolean isSent(Draw draw) {
    return draw.onceIn(2);
  }

  private static Json.Member sentAt() {
    return new Json.Member("sentAt", new Json.Str(CLIENT_CLOCK.toString()));
  }
}
