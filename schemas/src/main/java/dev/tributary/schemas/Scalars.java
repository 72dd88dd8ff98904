package dev.tributary.schemas;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.regex.Pattern;

/** JSON strings and numbers as values of declared fields, or what is wrong with them. */
final class Scalars {
  private static final Pattern UUID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
  private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
  private static final Pattern NUMBER =
      Pattern.compile("-?[0-9]{1,100}+(\\.[0-9]{1,100}+)?+([eE][+-]?[0-9]{1,4}+)?+");

  private static final int MAX_DIGITS_OF_LONG = 19;

  private Scalars() {}

  static Object ofText(FieldType type, String text) {
    if (type instanceof FieldType.Text) {
      return text;
    }
    if (type instanceof FieldType.Symbol symbol) {
      return symbol.symbols().contains(text) ? text : wrong(Reason.UNKNOWN_SYMBOL, text, type);
    }
    if (type instanceof FieldType.Uuid) {
      return UUID.matcher(text).matches()
          ? text.toLowerCase(Locale.ROOT)
          : wrong(Reason.WRONG_TYPE, text, type);
    }
    if (type instanceof FieldType.Moment) {
      long millis = Rfc3339.parseMillis(text);
      return millis == Rfc3339.INVALID ? wrong(Reason.WRONG_TYPE, text, type) : (Object) millis;
    }
    if (type instanceof FieldType.Day) {
      return day(text, type);
    }
    if (type instanceof FieldType.Decimal decimal && NUMBER.matcher(text).matches()) {
      return decimal(text, decimal);
    }
    return wrong(Reason.WRONG_TYPE, text, type);
  }

  static Object ofNumber(FieldType type, JsonReader reader) throws IOException {
    if (type instanceof FieldType.Whole whole) {
      return whole(reader, whole);
    }
    if (type instanceof FieldType.Real real) {
      double value = Double.parseDouble(reader.text());
      return Math.abs(value) <= real.max()
          ? (Object) value
          : wrong(Reason.OUT_OF_RANGE, reader.text(), type);
    }
    return type instanceof FieldType.Decimal decimal
        ? decimal(reader.text(), decimal)
        : wrong(Reason.WRONG_TYPE, reader.text(), type);
  }

  private static Object whole(JsonReader reader, FieldType.Whole type) throws IOException {
    JsonParser parser = reader.parser();
    if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT
        && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
      long value = parser.getLongValue();
      return value >= type.min() && value <= type.max()
          ? (Object) value
          : wrong(Reason.OUT_OF_RANGE, reader.text(), type);
    }
    return wholeOfManyDigits(reader.text(), type);
  }

  /** 3.0 and 3e2 are whole numbers too. */
  private static Object wholeOfManyDigits(String text, FieldType.Whole type) {
    BigDecimal value = number(text);
    if (value == null || digitsBeforePoint(value) > MAX_DIGITS_OF_LONG) {
      return wrong(Reason.OUT_OF_RANGE, text, type);
    }
    try {
      long exact = value.longValueExact();
      return exact >= type.min() && exact <= type.max()
          ? (Object) exact
          : wrong(Reason.OUT_OF_RANGE, text, type);
    } catch (ArithmeticException inexact) {
      boolean broken = value.stripTrailingZeros().scale() > 0;
      return wrong(broken ? Reason.WRONG_TYPE : Reason.OUT_OF_RANGE, text, type);
    }
  }

  private static Object day(String text, FieldType type) {
    if (!DAY.matcher(text).matches()) {
      return wrong(Reason.WRONG_TYPE, text, type);
    }
    try {
      return (int) LocalDate.parse(text).toEpochDay();
    } catch (DateTimeException noSuchDay) {
      return wrong(Reason.OUT_OF_RANGE, text, type);
    }
  }

  /** Never rounds. Looks at the size first: an exponent could make a number of gigabytes. */
  private static Object decimal(String text, FieldType.Decimal type) {
    BigDecimal value = number(text);
    if (value == null
        || digitsBeforePoint(value) > type.precision() - type.scale()
        || (long) value.scale() - type.scale() > value.precision()) {
      return wrong(Reason.OUT_OF_RANGE, text, type);
    }
    try {
      return value.setScale(type.scale());
    } catch (ArithmeticException wouldRound) {
      return wrong(Reason.OUT_OF_RANGE, text, type);
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

  private static WrongValue wrong(Reason reason, String value, FieldType type) {
    return new WrongValue(reason, value, "must be " + type.rule());
  }
}
