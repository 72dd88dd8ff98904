package dev.tributary.schemas.decode;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tributary.schemas.json.JsonReader;
import dev.tributary.schemas.rules.RejectionReason;
import dev.tributary.schemas.rules.Rfc3339;
import dev.tributary.schemas.types.FieldType;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.regex.Pattern;

/** JSON strings and numbers as values of declared fields, or what is wrong with them. */
public final class Scalars {
  private static final Pattern UUID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
  private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
  private static final Pattern NUMBER =
      Pattern.compile("-?[0-9]{1,100}+(\\.[0-9]{1,100}+)?+([eE][+-]?[0-9]{1,4}+)?+");

  private static final int MAX_DIGITS_OF_LONG = 19;

  private Scalars() {}

  public static Object ofText(FieldType type, String text) {
    return switch (type.kind()) {
      case TEXT -> text;
      case SYMBOL -> symbol(text, (FieldType.Symbol) type);
      case UUID -> uuid(text, type);
      case MOMENT -> moment(text, type);
      case DAY -> day(text, type);
      case DECIMAL ->
          NUMBER.matcher(text).matches()
              ? decimal(text, (FieldType.Decimal) type)
              : wrong(RejectionReason.WRONG_TYPE, text, type);
      case FLAG, WHOLE, REAL, LIST, MAP, GROUP -> wrong(RejectionReason.WRONG_TYPE, text, type);
    };
  }

  static Object ofNumber(FieldType type, JsonReader reader) throws IOException {
    return switch (type.kind()) {
      case WHOLE -> whole(reader, (FieldType.Whole) type);
      case REAL -> real(reader, (FieldType.Real) type);
      case DECIMAL -> decimal(reader.text(), (FieldType.Decimal) type);
      case TEXT, UUID, SYMBOL, FLAG, DAY, MOMENT, LIST, MAP, GROUP ->
          wrong(RejectionReason.WRONG_TYPE, reader.text(), type);
    };
  }

  private static Object symbol(String text, FieldType.Symbol type) {
    return type.symbols().contains(text) ? text : wrong(RejectionReason.UNKNOWN_SYMBOL, text, type);
  }

  private static Object uuid(String text, FieldType type) {
    return UUID.matcher(text).matches()
        ? text.toLowerCase(Locale.ROOT)
        : wrong(RejectionReason.WRONG_TYPE, text, type);
  }

  private static Object moment(String text, FieldType type) {
    long millis = Rfc3339.parseMillis(text);
    return millis == Rfc3339.INVALID
        ? wrong(RejectionReason.WRONG_TYPE, text, type)
        : (Object) millis;
  }

  private static Object real(JsonReader reader, FieldType.Real type) throws IOException {
    double value = Double.parseDouble(reader.text());
    return Math.abs(value) <= type.max()
        ? (Object) value
        : wrong(RejectionReason.OUT_OF_RANGE, reader.text(), type);
  }

  private static Object whole(JsonReader reader, FieldType.Whole type) throws IOException {
    JsonParser parser = reader.parser();
    if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT
        && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
      long value = parser.getLongValue();
      return value >= type.min() && value <= type.max()
          ? (Object) value
          : wrong(RejectionReason.OUT_OF_RANGE, reader.text(), type);
    }
    return wholeOfManyDigits(reader.text(), type);
  }

  /** 3.0 and 3e2 are whole numbers too. */
  private static Object wholeOfManyDigits(String text, FieldType.Whole type) {
    BigDecimal value = number(text);
    if (value == null || digitsBeforePoint(value) > MAX_DIGITS_OF_LONG) {
      return wrong(RejectionReason.OUT_OF_RANGE, text, type);
    }
    try {
      long exact = value.longValueExact();
      return exact >= type.min() && exact <= type.max()
          ? (Object) exact
          : wrong(RejectionReason.OUT_OF_RANGE, text, type);
    } catch (ArithmeticException inexact) {
      boolean broken = value.stripTrailingZeros().scale() > 0;
      return wrong(broken ? RejectionReason.WRONG_TYPE : RejectionReason.OUT_OF_RANGE, text, type);
    }
  }

  private static Object day(String text, FieldType type) {
    if (!DAY.matcher(text).matches()) {
      return wrong(RejectionReason.WRONG_TYPE, text, type);
    }
    try {
      return (int) LocalDate.parse(text).toEpochDay();
    } catch (DateTimeException noSuchDay) {
      return wrong(RejectionReason.OUT_OF_RANGE, text, type);
    }
  }

  /** Never rounds. Looks at the size first: an exponent could make a number of gigabytes. */
  private static Object decimal(String text, FieldType.Decimal type) {
    BigDecimal value = number(text);
    if (value == null
        || digitsBeforePoint(value) > type.precision() - type.scale()
        || (long) value.scale() - type.scale() > value.precision()) {
      return wrong(RejectionReason.OUT_OF_RANGE, text, type);
    }
    try {
      return value.setScale(type.scale());
    } catch (ArithmeticException wouldRound) {
      return wrong(RejectionReason.OUT_OF_RANGE, text, type);
    }
  }

  /** The number, or null when its exponent is beyond any use. Zero has no exponent. */
  private static BigDecimal number(String text) {
    try {
      BigDecimal value = new BigDecimal(text);
      return value.signum() == 0 ? BigDecimal.ZERO : value;
    } catch (NumberFormatException exponentTooLong) {
      return null;
    }
  }

  private static long digitsBeforePoint(BigDecimal value) {
    return (long) value.precision() - value.scale();
  }

  private static WrongValue wrong(RejectionReason reason, String value, FieldType type) {
    return new WrongValue(reason, value, "must be " + type.rule());
  }
}
