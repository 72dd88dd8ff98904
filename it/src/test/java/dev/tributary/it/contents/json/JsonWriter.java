package dev.tributary.it.contents.json;

/**
 * Writes JSON text, as a style wants it: white space and the spelling of strings are free in JSON,
 * numbers stay as they are spelled. Halves of surrogate pairs are always escaped, since UTF-8 has
 * none.
 */
public final class JsonWriter {
  private final Style style;
  private final StringBuilder out = new StringBuilder();

  private JsonWriter(Style style) {
    this.style = style;
  }

  /** What a writer may choose. */
  public interface Style {
    /** White space for a place that may have some. */
    String space();

    /** Whether this character, which needs no escape, gets one. */
    boolean escapes(char unit);

    /** The escape of a character that has a short one too: the long one when true. */
    boolean isLong(char unit);
  }

  /** Without white space and needless escapes. */
  public static String plain(Json value) {
    return write(
        value,
        new Style() {
          @Override
          public String space() {
            return "";
          }

          @Override
          public boolean escapes(char unit) {
            return false;
          }

          @Override
          public boolean isLong(char unit) {
            return false;
          }
        });
  }

  /** In a style. */
  public static String write(Json value, Style style) {
    var writer = new JsonWriter(style);
    writer.value(value);
    return writer.out.toString();
  }

  private void value(Json value) {
    space();
    if (value instanceof Json.Obj object) {
      object(object);
    } else if (value instanceof Json.Arr array) {
      array(array);
    } else if (value instanceof Json.Str text) {
      string(text.units());
    } else if (value instanceof Json.Num number) {
      out.append(number.spelled());
    } else if (value instanceof Json.Word word) {
      out.append(
          switch (word) {
            case TRUE -> "true";
            case FALSE -> "false";
            case NULL -> "null";
          });
    }
    space();
  }

  private void object(Json.Obj object) {
    out.append('{');
    boolean first = true;
    for (Json.Member member : object.members()) {
      out.append(first ? "" : ",");
      first = false;
      space();
      string(member.name());
      space();
      out.append(':');
      value(member.value());
    }
    if (first) {
      space();
    }
    out.append('}');
  }

  private void array(Json.Arr array) {
    out.append('[');
    boolean first = true;
    for (Json element : array.elements()) {
      out.append(first ? "" : ",");
      first = false;
      value(element);
    }
    if (first) {
      space();
    }
    out.append(']');
  }

  private void string(String units) {
    out.append('"');
    for (int i = 0; i < units.length(); i++) {
      char unit = units.charAt(i);
      boolean pair =
          Character.isHighSurrogate(unit)
              && i + 1 < units.length()
              && Character.isLowSurrogate(units.charAt(i + 1));
      if (pair && !style.escapes(unit)) {
        out.append(unit).append(units.charAt(++i));
      } else if (pair) {
        hex(unit);
        hex(units.charAt(++i));
      } else {
        unit(unit);
      }
    }
    out.append('"');
  }

  private void unit(char unit) {
    int known = "\"\\\b\f\n\r\t/".indexOf(unit);
    boolean must = known >= 0 && known < 7 || unit < ' ' || Character.isSurrogate(unit);
    if (!must && !style.escapes(unit)) {
      out.append(unit);
    } else if (known >= 0 && !style.isLong(unit)) {
      out.append('\\').append("\"\\bfnrt/".charAt(known));
    } else {
      hex(unit);
    }
  }

  private void hex(char unit) {
    String digits = Integer.toHexString(0x10000 | unit).substring(1);
    out.append("\\u")
        .append(style.isLong(unit) ? digits.toUpperCase(java.util.Locale.ROOT) : digits);
  }

  private void space() {
    out.append(style.space());
  }
}
