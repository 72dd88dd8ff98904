package dev.tributary.it.contents.rule;

import dev.tributary.it.contents.json.Json;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a JSON value is in a column. The cell is JSON again, in one form for each kind: a whole
 * number without point, a decimal with its scale, a floating point number as Java spells it, an
 * instant as milliseconds, a record with all its fields.
 */
public final class Cells {
  private static final String NUMBER = "-?[0-9]{1,100}(\\.[0-9]{1,100})?([eE][+-]?[0-9]{1,4})?";

  private Cells() {}

  /** The cell of a value that is not null; empty when the value breaks the kind's rule. */
  public static Optional<Json> of(Kind kind, Json value) {
    if (value instanceof Json.Str text) {
      return ofText(kind, text.units());
    }
    if (value instanceof Json.Num number) {
      return ofNumber(kind, number.spelled());
    }
    if (value instanceof Json.Arr array && kind instanceof Kind.ListOf list) {
      return list(list, array);
    }
    if (value instanceof Json.Obj object) {
      return kind instanceof Kind.MapOf map
          ? map(map, object)
          : kind instanceof Kind.Group group ? group(group, object) : Optional.empty();
    }
    boolean flag = kind instanceof Kind.Flag && value != Json.Word.NULL;
    return flag && value instanceof Json.Word ? Optional.of(value) : Optional.empty();
  }

  /** The cell of a field; empty when it is wrong or missing. */
  public static Optional<Json> of(Field field, Optional<Json> value) {
    if (value.isEmpty()) {
      return field.missing();
    }
    if (value.get() == Json.Word.NULL) {
      return field.nullable() ? value : Optional.empty();
    }
    return of(field.kind(), value.get());
  }

  /** Text in a column: UTF-8 has no half surrogate pairs, each becomes U+FFFD. */
  public static String whole(String units) {
    var text = new StringBuilder();
    units
        .codePoints()
        .forEach(point -> text.appendCodePoint(point >> 11 == 0xD800 >> 11 ? 0xFFFD : point));
    return text.toString();
  }

  private static Optional<Json> ofText(Kind kind, String text) {
    if (kind instanceof Kind.Text) {
      return text(whole(text));
    }
    if (kind instanceof Kind.Symbol symbol) {
      return symbol.symbols().contains(text) ? text(text) : Optional.empty();
    }
    if (kind instanceof Kind.Uuid) {
      String form = "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}";
      return text.matches(form) ? text(text.toLowerCase(Locale.ROOT)) : Optional.empty();
    }
    if (kind instanceof Kind.Moment) {
      OptionalLong millis = Moments.millis(text);
      return millis.isPresent() ? number(String.valueOf(millis.getAsLong())) : Optional.empty();
    }
    if (kind instanceof Kind.Decimal decimal && text.matches(NUMBER)) {
      return decimal(decimal, text);
    }
    return kind instanceof Kind.Day ? day(text) : Optional.empty();
  }

  private static Optional<Json> ofNumber(Kind kind, String spelled) {
    if (kind instanceof Kind.Whole whole) {
      BigDecimal value = new BigDecimal(spelled);
      boolean isWhole = value.signum() == 0 || value.stripTrailingZeros().scale() <= 0;
      if (!isWhole) {
        return Optional.empty();
      }
      BigInteger integer = value.toBigInteger();
      boolean fits =
          integer.compareTo(BigInteger.valueOf(whole.least())) >= 0
              && integer.compareTo(BigInteger.valueOf(whole.most())) <= 0;
      return fits ? number(integer.toString()) : Optional.empty();
    }
    if (kind instanceof Kind.Real real) {
      double value = Double.parseDouble(spelled);
      return Math.abs(value) <= real.most() ? number(Double.toString(value)) : Optional.empty();
    }
    return kind instanceof Kind.Decimal decimal ? decimal(decimal, spelled) : Optional.empty();
  }

  private static Optional<Json> decimal(Kind.Decimal kind, String spelled) {
    BigDecimal value = new BigDecimal(spelled);
    BigDecimal bound = BigDecimal.ONE.scaleByPowerOfTen(kind.precision() - kind.scale());
    if (value.abs().compareTo(bound) >= 0) {
      return Optional.empty();
    }
    boolean exact = value.signum() == 0 || value.stripTrailingZeros().scale() <= kind.scale();
    return exact ? number(value.setScale(kind.scale()).toPlainString()) : Optional.empty();
  }

  private static Optional<Json> day(String text) {
    try {
      boolean form = text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}");
      return form ? text(LocalDate.parse(text).toString()) : Optional.empty();
    } catch (DateTimeException noSuchDay) {
      return Optional.empty();
    }
  }

  private static Optional<Json> list(Kind.ListOf kind, Json.Arr array) {
    List<Json> cells = new ArrayList<>();
    for (Json element : array.elements()) {
      Optional<Json> cell = of(kind.element(), element);
      if (cell.isEmpty()) {
        return cell;
      }
      cells.add(cell.get());
    }
    return Optional.of(new Json.Arr(cells));
  }

  /** The last of two equal names counts, and names are equal that are so as text. */
  private static Optional<Json> map(Kind.MapOf kind, Json.Obj object) {
    Map<String, Json> values = new LinkedHashMap<>();
    object.members().forEach(each -> values.put(whole(each.name()), each.value()));
    List<Json.Member> cells = new ArrayList<>();
    for (var entry : values.entrySet()) {
      Optional<Json> cell = of(kind.value(), entry.getValue());
      if (cell.isEmpty()) {
        return cell;
      }
      cells.add(new Json.Member(entry.getKey(), cell.get()));
    }
    return Optional.of(new Json.Obj(cells));
  }

  private static Optional<Json> group(Kind.Group kind, Json.Obj object) {
    List<Json.Member> cells = new ArrayList<>();
    for (Field field : kind.fields()) {
      Optional<Json> cell = of(field, object.last(field.name()));
      if (cell.isEmpty()) {
        return cell;
      }
      cells.add(new Json.Member(field.column(), cell.get()));
    }
    return Optional.of(new Json.Obj(cells));
  }

  private static Optional<Json> text(String text) {
    return Optional.of(new Json.Str(text));
  }

  private static Optional<Json> number(String spelled) {
    return Optional.of(new Json.Num(spelled));
  }
}
