package dev.tributary.it.contents.form;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.it.contents.json.Json;
import dev.tributary.it.contents.make.Draw;
import dev.tributary.it.contents.make.Events;
import dev.tributary.it.contents.make.Spelling;
import dev.tributary.it.contents.make.Texts;
import dev.tributary.it.contents.make.Values;
import dev.tributary.it.contents.rule.Expected;
import dev.tributary.it.contents.rule.ForeignNames;
import dev.tributary.it.contents.rule.When;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A CloudEvent: its attributes, its data in the JSON format and as a body, and what becomes of it.
 *
 * @param attributes the context attributes as text, by name
 * @param inJson the members {@code data} or {@code data_base64}, or none
 * @param body the data in binary mode
 * @param stored the members of {@code data} that come of the data
 */
record CloudEventMade(
    Map<String, String> attributes,
    List<Json.Member> inJson,
    String body,
    List<Json.Member> stored,
    When when) {
  private static final List<String> TYPES =
      List.of(
          "com.example.someevent",
          "Größe.changed",
          "Order Placed",
          "2nd.kind",
          "contents_one",
          "level_completed",
          "message",
          "io.contents.v1");

  static CloudEventMade of(Origin at, Draw draw) {
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("specversion", "1.0");
    attributes.put("id", draw.onceIn(6) ? at.id(draw).strip() + "é" : at.id(draw).strip());
    attributes.put("source", draw.of("/contents", "https://example.com/a?b=c", "urn:contents:1"));
    attributes.put("type", draw.of(TYPES));
    When when = Events.when(at.base(), draw);
    if (!when.text().isEmpty()) {
      attributes.put("time", when.text());
    }
    if (draw.onceIn(2)) {
      attributes.put("subject", draw.of("größe", "a b", "x%20y", "\"q\"", "名前/1", "plain"));
    }
    if (draw.onceIn(3)) {
      attributes.put("myext", Texts.word(draw));
    }
    return draw.onceIn(8)
        ? new CloudEventMade(attributes, List.of(), "", List.of(), when)
        : withData(at, attributes, when, draw);
  }

  private static CloudEventMade withData(
      Origin at, Map<String, String> attributes, When when, Draw draw) {
    return switch (draw.below(6)) {
      case 0 -> {
        String text = Texts.whole(draw) + ".";
        attributes.put("datacontenttype", draw.of("text/plain", "text/plain; charset=utf-8"));
        yield ofText(attributes, text, when, draw);
      }
      case 1 -> {
        attributes.put("datacontenttype", draw.of("application/xml", "text/xml"));
        yield ofText(attributes, "<a b=\"größe\">" + Texts.word(draw) + "</a>", when, draw);
      }
      case 2 -> {
        attributes.put("datacontenttype", "application/octet-stream");
        String base64 =
            Base64.getEncoder().encodeToString(Texts.whole(draw).concat(".").getBytes(UTF_8));
        var value = new Json.Str(base64);
        String body = new String(Base64.getDecoder().decode(base64), UTF_8);
        yield new CloudEventMade(
            attributes, member("data_base64", value), body, member("value", value), when);
      }
      case 3 -> {
        attributes.put("datacontenttype", "application/json");
        yield ofJson(attributes, new Json.Arr(List.of(Values.any(draw))), when, draw);
      }
      default -> {
        attributes.put("datacontenttype", draw.of("application/json", "application/vnd.x+json"));
        String type = ForeignNames.type(attributes.get("type"));
        Json.Obj data = Events.data(at.types(), type, draw).orElse(new Json.Obj(List.of()));
        yield ofJson(attributes, data, when, draw);
      }
    };
  }

  private static CloudEventMade ofText(
      Map<String, String> attributes, String text, When when, Draw draw) {
    var value = new Json.Str(text);
    var bytes = new Json.Str(Base64.getEncoder().encodeToString(text.getBytes(UTF_8)));
    List<Json.Member> inJson =
        draw.onceIn(3) ? member("data_base64", bytes) : member("data", value);
    return new CloudEventMade(attributes, inJson, text, member("value", value), when);
  }

  private static CloudEventMade ofJson(
      Map<String, String> attributes, Json data, When when, Draw draw) {
    String body = Spelling.of(data, draw);
    List<Json.Member> stored =
        data instanceof Json.Obj object ? object.members() : member("value", data);
    var bytes = new Json.Str(Base64.getEncoder().encodeToString(body.getBytes(UTF_8)));
    List<Json.Member> inJson = draw.onceIn(6) ? member("data_base64", bytes) : member("data", data);
    return new CloudEventMade(attributes, inJson, body, stored, when);
  }

  private static List<Json.Member> member(String name, Json value) {
    return List.of(new Json.Member(name, value));
  }

  /** {@code ce_type} and {@code ce_source} are always there, the others where they were sent. */
  Expected expected(Origin at) {
    List<Json.Member> data = new ArrayList<>(stored);
    Map<String, Json> mayHave = new TreeMap<>();
    attributes.forEach(
        (name, text) -> {
          var value = new Json.Str(text);
          switch (name) {
            case "specversion", "id", "time" -> {}
            case "datacontenttype" -> mayHave.put("ce_" + name, value);
            default -> data.add(new Json.Member("ce_" + name, value));
          }
        });
    String id = ForeignNames.id(attributes.get("source") + " " + attributes.get("id"));
    String type = ForeignNames.type(attributes.get("type"));
    return new Expected.Row(
            type, id, when, Optional.of(new Json.Obj(data)), mayHave, Optional.empty())
        .by(at.types());
  }
}
