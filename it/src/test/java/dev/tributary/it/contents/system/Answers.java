package dev.tributary.it.contents.system;

import dev.tributary.it.contents.form.Shipment;
import dev.tributary.it.contents.json.Json;
import dev.tributary.it.contents.json.JsonReader;
import dev.tributary.it.contents.rule.Expected;
import java.util.List;

/** Compares what an answer says about each event with what it must, and notes what was taken. */
final class Answers {
  private final Sent sent;
  private final Findings findings;

  Answers(Sent sent, Findings findings) {
    this.sent = sent;
    this.findings = findings;
  }

  void check(long number, Shipment shipment, PlainHttp.Answer answer) {
    if (shipment.answer() == Shipment.Answer.STATUS) {
      one(new Sent.Place(number, 0), shipment.expected().get(0), answer);
      return;
    }
    List<Json> said = said(answer);
    if (said.size() != shipment.expected().size()) {
      findings.add(new Sent.Place(number, 0), "all of it was refused: " + shown(answer));
      return;
    }
    for (int i = 0; i < said.size(); i++) {
      var place = new Sent.Place(number, i);
      each(place, shipment.expected().get(i), (Json.Obj) said.get(i));
    }
  }

  /** The reference by which a row of a request is found whose answer names no id. */
  static String reference(long number) {
    return "shipment-" + number;
  }

  private void one(Sent.Place place, Expected expected, PlainHttp.Answer answer) {
    String key = Sent.Key.ofRequest(reference(place.shipment()));
    List<Json> said = said(answer);
    if (answer.status() == 503) {
      sent.perhaps(key, place);
    } else if (answer.status() == 200 && expected instanceof Expected.Row row) {
      sent.row(row.id().isEmpty() ? key : Sent.Key.ofId(row.id()), place);
    } else if (said.size() == 1 && expected instanceof Expected.Refused) {
      each(place, expected, (Json.Obj) said.get(0));
    } else {
      findings.add(place, "must be " + expected + ": " + shown(answer));
    }
  }

  private void each(Sent.Place place, Expected expected, Json.Obj said) {
    String id = said.text("id");
    if (expected instanceof Expected.Refused refused) {
      String code = said.last("error").map(error -> ((Json.Obj) error).text("code")).orElse("");
      if (!refused.codes().contains(code)) {
        findings.add(place, "must be refused as " + refused.codes() + ": " + said);
      }
      return;
    }
    var row = (Expected.Row) expected;
    if (id.isEmpty() || !row.id().isEmpty() && !row.id().equals(id)) {
      findings.add(place, "must be taken, with the id '" + row.id() + "': " + said);
    } else if (said.last("receipt").isPresent()) {
      sent.row(Sent.Key.ofId(id), place);
    } else {
      sent.perhaps(Sent.Key.ofId(id), place);
    }
  }

  private static List<Json> said(PlainHttp.Answer answer) {
    if (!answer.body().startsWith("{")) {
      return List.of();
    }
    return JsonReader.object(answer.body())
        .last("events")
        .map(events -> ((Json.Arr) events).elements())
        .orElse(List.of());
  }

  private static String shown(PlainHttp.Answer answer) {
    String body = answer.body();
    return answer.status() + " " + body.substring(0, Math.min(300, body.length()));
  }
}
