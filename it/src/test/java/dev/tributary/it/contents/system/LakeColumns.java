package dev.tributary.it.contents.system;

import dev.tributary.it.contents.json.Json;
import dev.tributary.it.contents.json.JsonReader;
import dev.tributary.it.contents.rule.Field;
import dev.tributary.it.contents.rule.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks for declared columns in SQL and reads them as the cells that the rules expect. */
final class LakeColumns {
  private LakeColumns() {}

  /** What to select: text for each column. */
  static String expression(String column, Kind kind) {
    String name = '"' + column + '"';
    if (kind instanceof Kind.Moment) {
      return "date_diff('millisecond', TIMESTAMP '1970-01-01 00:00:00', " + name + ")";
    }
    if (kind instanceof Kind.ListOf || kind instanceof Kind.MapOf || kind instanceof Kind.Group) {
      return "json_format(CAST(" + name + " AS JSON))";
    }
    boolean text =
        kind instanceof Kind.Text || kind instanceof Kind.Uuid || kind instanceof Kind.Symbol;
    return text ? name : "CAST(" + name + " AS varchar)";
  }

  /** The cell, of what the driver gives as text; empty for NULL. */
  static Optional<Json> cell(Kind kind, String text) {
    if (text == null) {
      return Optional.empty();
    }
    if (kind instanceof Kind.ListOf || kind instanceof Kind.MapOf || kind instanceof Kind.Group) {
      return Optional.of(inJson(kind, JsonReader.read(text)));
    }
    if (kind instanceof Kind.Flag) {
      return Optional.of(text.equals("true") ? Json.Word.TRUE : Json.Word.FALSE);
    }
    boolean number =
        kind instanceof Kind.Whole
            || kind instanceof Kind.Real
            || kind instanceof Kind.Decimal
            || kind instanceof Kind.Moment;
    return Optional.of(number ? scalar(kind, text) : new Json.Str(text));
  }

  private static Json scalar(Kind kind, String text) {
    if (kind instanceof Kind.Real) {
      return new Json.Num(Double.toString(Double.parseDouble(text)));
    }
    return kind instanceof Kind.Decimal decimal
        ? new Json.Num(new BigDecimal(text).setScale(decimal.scale()).toPlainString())
        : new Json.Num(text);
  }

  /** Presto casts a row to an array, in the fields' order. */
  private static Json inJson(Kind kind, Json value) {
    if (value == Json.Word.NULL) {
      return value;
    }
    if (kind instanceof Kind.ListOf list) {
      List<Json> elements = ((Json.Arr) value).elements();
      return new Json.Arr(elements.stream().map(each -> inJson(list.element(), each)).toList());
    }
    if (kind instanceof Kind.MapOf map) {
      return new Json.Obj(
          ((Json.Obj) value)
              .members().stream()
                  .map(each -> new Json.Member(each.name(), inJson(map.value(), each.value())))
                  .toList());
    }
    if (kind instanceof Kind.Group group) {
      List<Json> values = ((Json.Arr) value).elements();
      List<Json.Member> members = new ArrayList<>();
      for (int i = 0; i < group.fields().size(); i++) {
        Field field = group.fields().get(i);
        members.add(new Json.Member(field.column(), inJson(field.kind(), values.get(i))));
      }
      return new Json.Obj(members);
    }
    return value instanceof Json.Num number ? scalar(kind, number.spelled()) : value;
  }
}
