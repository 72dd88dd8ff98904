package dev.tributary.it.contents.make;

import dev.tributary.it.contents.json.Json;
import dev.tributary.it.contents.rule.DeclaredType;
import dev.tributary.it.contents.rule.Field;
import dev.tributary.it.contents.rule.Kind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Data of declared types: most of it right, in all the ways that are; some of it wrong. */
final class DeclaredValues {
  private static final int WRONG_ONCE_IN = 60;

  private DeclaredValues() {}

  /** Data of a type, with names that it does not declare among it. */
  static Json.Obj data(DeclaredType type, Draw draw) {
    List<Json.Member> members = new ArrayList<>();
    if (draw.onceIn(3)) {
      members.addAll(Values.object(draw).members());
    }
    if (draw.onceIn(20)) {
      members.add(new Json.Member(draw.of(type.fields()).name(), Values.any(draw)));
    }
    members.addAll(fields(type.fields(), draw));
    return Values.shuffled(new Json.Obj(members), draw);
  }

  private static List<Json.Member> fields(List<Field> fields, Draw draw) {
    List<Json.Member> members = new ArrayList<>();
    for (Field field : fields) {
      boolean left = draw.onceIn(field.missing().isPresent() ? 5 : 4 * WRONG_ONCE_IN);
      if (!left) {
        members.add(new Json.Member(field.name(), value(field, draw)));
      }
    }
    return members;
  }

  private static Json value(Field field, Draw draw) {
    if (field.nullable() && draw.onceIn(8)) {
      return Json.Word.NULL;
    }
    return draw.onceIn(WRONG_ONCE_IN) ? Values.any(draw) : right(field.kind(), draw);
  }

  private static Json right(Kind kind, Draw draw) {
    if (kind instanceof Kind.Whole whole) {
      return whole(whole, draw);
    }
    if (kind instanceof Kind.Real real) {
      return real(real, draw);
    }
    if (kind instanceof Kind.Decimal decimal) {
      return decimal(decimal, draw);
    }
    if (kind instanceof Kind.Flag) {
      return draw.of(Json.Word.TRUE, Json.Word.FALSE);
    }
    if (kind instanceof Kind.ListOf list) {
      List<Json> elements = new ArrayList<>();
      for (int count = draw.below(5); count > 0; count--) {
        elements.add(right(list.element(), draw));
      }
      return new Json.Arr(elements);
    }
    if (kind instanceof Kind.MapOf map) {
      List<Json.Member> members = new ArrayList<>();
      for (int count = draw.below(5); count > 0; count--) {
        members.add(new Json.Member(Texts.name(draw), right(map.value(), draw)));
      }
      return new Json.Obj(members);
    }
    return kind instanceof Kind.Group group
        ? Values.shuffled(new Json.Obj(fields(group.fields(), draw)), draw)
        : new Json.Str(text(kind, draw));
  }

  private static String text(Kind kind, Draw draw) {
    if (kind instanceof Kind.Uuid) {
      String uuid = new UUID(draw.bits(), draw.bits()).toString();
      return draw.onceIn(3) ? uuid.toUpperCase(Locale.ROOT) : uuid;
    }
    if (kind instanceof Kind.Symbol symbol) {
      return draw.of(symbol.symbols());
    }
    if (kind instanceof Kind.Day) {
      return LocalDate.of(1600, 1, 1).plusDays(draw.below(3_000_000)).toString();
    }
    return kind instanceof Kind.Moment ? moment(draw) : Texts.any(draw);
  }

  private static String moment(Draw draw) {
    LocalDateTime time =
        LocalDateTime.of(1970, 1, 1, 0, 0)
            .plusSeconds(draw.between(-2_000_000_000L, 9_000_000_000L));
    String text = time.toString();
    text = text.length() == 16 ? text + ":00" : text;
    String fraction = draw.of("", ".1", ".12", ".123", ".1234567", ".999999999", ".000");
    String offset = draw.of("Z", "Z", "z", "+00:00", "-00:00", "+05:45", "-11:30", "+14:00");
    return (draw.onceIn(9) ? text.replace('T', 't') : text) + fraction + offset;
  }

  private static Json whole(Kind.Whole kind, Draw draw) {
    long value =
        switch (draw.below(4)) {
          case 0 -> draw.of(kind.least(), kind.most(), 0L, -1L, 1L);
          case 1 -> draw.between(kind.least(), kind.most());
          default -> draw.below(1_000);
        };
    String plain = String.valueOf(value);
    return new Json.Num(
        switch (draw.below(12)) {
          case 0 -> plain + ".0";
          case 1 -> plain + "e0";
          case 2 -> value == 0 ? plain : plain + "0E-1";
          case 3 -> plain + ".000e+0";
          case 4 -> value == 0 ? "-0" : plain;
          case 5 -> value % 100 == 0 ? value / 100 + "e2" : plain;
          default -> plain;
        });
  }

  private static Json real(Kind.Real kind, Draw draw) {
    Json.Num number = Numbers.any(draw);
    boolean fits = Math.abs(Double.parseDouble(number.spelled())) <= kind.most();
    return fits ? number : new Json.Num("0." + draw.below(1_000_000));
  }

  private static Json decimal(Kind.Decimal kind, Draw draw) {
    int digits = 1 + draw.below(kind.precision());
    BigInteger unscaled = new BigInteger(1, draw.bytes(20)).mod(BigInteger.TEN.pow(digits));
    BigDecimal value = new BigDecimal(draw.onceIn(4) ? unscaled.negate() : unscaled, kind.scale());
    String spelled =
        switch (draw.below(4)) {
          case 0 -> value.signum() == 0 ? "0.0" : value.stripTrailingZeros().toString();
          case 1 -> value.toPlainString() + "000";
          case 2 -> value.unscaledValue() + "e-" + kind.scale();
          default -> value.toPlainString();
        };
    return draw.onceIn(3) ? new Json.Str(spelled) : new Json.Num(spelled);
  }
}
