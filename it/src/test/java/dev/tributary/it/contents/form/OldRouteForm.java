package dev.tributary.it.contents.form;

import dev.tributary.it.contents.json.Json;
import dev.tributary.it.contents.make.Draw;
import dev.tributary.it.contents.make.Events;
import dev.tributary.it.contents.make.Spelling;
import dev.tributary.it.contents.make.Texts;
import dev.tributary.it.contents.make.Values;
import dev.tributary.it.contents.rule.DeclaredType;
import dev.tributary.it.contents.rule.Expected;
import dev.tributary.it.contents.rule.When;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The five routes of the old service. */
enum OldRouteForm implements Form {
  /** With a query. */
  GET,
  /** With a JSON body, and perhaps a query. */
  POST;

  @Override
  public boolean takesMany() {
    return false;
  }

  @Override
  public Item item(Origin at) {
    Draw draw = at.draw();
    String type = draw.of("default", "request_group", "accept_member", "decline_member", "message");
    Optional<DeclaredType> declared = at.types().of(type);
    String path = type.equals("default") ? "/" : "/" + type;
    boolean asks = this == GET || draw.onceIn(2);
    Query query = asks ? Query.of(declared, draw) : new Query(java.util.Map.of());
    String encoded = query.encoded(draw);
    String target = encoded.isEmpty() ? path : path + "?" + encoded;
    List<Json.Member> data = new ArrayList<>(query.members(declared));
    String body = "";
    if (this == POST && !draw.onceIn(15)) {
      Json json = draw.onceIn(12) ? notAnObject(draw) : Events.data(at.types(), type, draw).get();
      json = overlapping(json, data, draw);
      body = Spelling.of(json, draw);
      takeOver(data, json);
    }
    boolean none = body.isEmpty() && encoded.isEmpty();
    Optional<Json.Obj> stored = none ? Optional.empty() : Optional.of(new Json.Obj(data));
    var row = new Expected.Row(type, "", When.not(), stored);
    List<Header> headers = List.of(new Header("target", target));
    return new Item(body, headers, row.by(at.types()));
  }

  @Override
  public Shipment ship(Origin first, List<Item> items, Draw draw) {
    Item item = items.get(0);
    String target = item.headers().get(0).value();
    boolean curls = item.text().startsWith("{") || item.text().startsWith("[");
    String type =
        curls && draw.onceIn(3) ? "application/x-www-form-urlencoded" : "application/json";
    Call call =
        this == GET
            ? new Call("GET", target, List.of(), List.of(), Call.Length.NONE)
            : Packing.post(target, List.of(new Header("Content-Type", type)), item.text(), draw);
    return Shipment.of(List.of(call), Shipment.Answer.STATUS, items);
  }

  private static Json notAnObject(Draw draw) {
    return draw.of(
        new Json.Arr(List.of(Values.any(draw))), new Json.Str(Texts.any(draw)), Json.Word.TRUE);
  }

  /** Sometimes the body has a name of the query too. */
  private static Json overlapping(Json json, List<Json.Member> query, Draw draw) {
    return json instanceof Json.Obj object && !query.isEmpty() && draw.onceIn(4)
        ? object.with(List.of(new Json.Member(draw.of(query).name(), Values.any(draw))))
        : json;
  }

  /** The body wins over the query. */
  private static void takeOver(List<Json.Member> data, Json body) {
    List<Json.Member> members =
        body instanceof Json.Obj object
            ? object.members()
            : List.of(new Json.Member("value", body));
    Set<String> names = new HashSet<>();
    members.forEach(member -> names.add(member.name()));
    data.removeIf(member -> names.contains(member.name()));
    data.addAll(members);
  }
}
