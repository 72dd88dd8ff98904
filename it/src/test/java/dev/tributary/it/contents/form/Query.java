package dev.tributary.it.contents.form;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.it.contents.json.Json;
import dev.tributary.it.contents.make.Draw;
import dev.tributary.it.contents.make.Texts;
import dev.tributary.it.contents.rule.DeclaredType;
import dev.tributary.it.contents.rule.Field;
import dev.tributary.it.contents.rule.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Parameters of a query: all is text, but where a declared field takes a number or a boolean and
 * the text is exactly one in JSON, it is one; a name that is there again makes an array.
 */
record Query(Map<String, List<String>> values) {
  private static final String NUMBER =
      "-?(0|[1-9][0-9]{0,99})(\\.[0-9]{1,100})?([eE][+-]?[0-9]{1,4})?";

  static Query of(Optional<DeclaredType> type, Draw draw) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    List<Field> fields = type.map(DeclaredType::fields).orElse(List.of());
    for (int count = draw.below(6); count > 0; count--) {
      boolean declared = !fields.isEmpty() && draw.onceIn(2);
      String name = declared ? draw.of(fields).name() : shortened(Texts.whole(draw));
      values.put(name, new ArrayList<>(List.of(value(draw))));
      if (!declared && draw.onceIn(6)) {
        values.get(name).add(value(draw));
      }
    }
    List.of("write_key", "event_type", "id", "timestamp").forEach(values::remove);
    return new Query(values);
  }

  private static String value(Draw draw) {
    return switch (draw.below(3)) {
      case 0 ->
          draw.of("3", "-7", "03", "3.0", "3e2", "true", "false", "TRUE", "1e400", "+1", "0x1");
      case 1 -> "";
      default -> shortened(Texts.whole(draw));
    };
  }

  /** A request's head takes 64 KiB, and a character up to 12 of its bytes. */
  private static String shortened(String text) {
    int end = Math.min(text.length(), 300);
    return text.substring(0, text.offsetByCodePoints(0, text.codePointCount(0, end)));
  }

  /** As a server reads it. */
  String encoded(Draw draw) {
    List<String> pairs = new ArrayList<>();
    values.forEach(
        (name, all) ->
            all.forEach(
                value ->
                    pairs.add(
                        value.isEmpty() && !name.isEmpty() && draw.onceIn(2)
                            ? encoded(name, draw)
                            : encoded(name, draw) + "=" + encoded(value, draw))));
    return String.join("&", pairs);
  }

  /** As members of {@code data}. */
  List<Json.Member> members(Optional<DeclaredType> type) {
    List<Json.Member> members = new ArrayList<>();
    values.forEach(
        (name, all) -> {
          List<Json> found = all.stream().map(each -> json(type, name, each)).toList();
          Json value = found.size() == 1 ? found.get(0) : new Json.Arr(found);
          members.add(new Json.Member(name, value));
        });
    return members;
  }

  private static Json json(Optional<DeclaredType> type, String name, String text) {
    Optional<Kind> kind =
        type.stream()
            .flatMap(each -> each.fields().stream())
            .filter(field -> field.name().equals(name))
            .map(Field::kind)
            .findFirst();
    boolean number =
        kind.filter(each -> each instanceof Kind.Whole || each instanceof Kind.Real).isPresent();
    if (number && text.matches(NUMBER)) {
      return new Json.Num(text);
    }
    boolean flag = kind.filter(each -> each instanceof Kind.Flag).isPresent();
    if (flag && text.equals("true") || flag && text.equals("false")) {
      return text.equals("true") ? Json.Word.TRUE : Json.Word.FALSE;
    }
    return new Json.Str(text);
  }

  /** Letters and digits may stay; all else is percent-encoded, a blank as {@code +} too. */
  static String encoded(String text, Draw draw) {
    var out = new StringBuilder();
    for (byte each : text.getBytes(UTF_8)) {
      boolean plain =
          each > 0 && (Character.isLetterOrDigit((char) each) || "-_.~".indexOf(each) >= 0);
      if (each == ' ' && draw.onceIn(2)) {
        out.append('+');
      } else if (plain && !draw.onceIn(20)) {
        out.append((char) each);
      } else {
        out.append(String.format(draw.of("%%%02X", "%%%02x"), each & 0xFF));
      }
    }
    return out.toString();
  }
}
