package dev.tributary.it.contents.json;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads JSON text by the grammar of RFC 8259, letter by letter. Refuses what the grammar does not
 * have with an {@link IllegalArgumentException} that says where.
 */
public final class JsonReader {
  private final String text;
  private int at;

  private JsonReader(String text) {
    this.text = text;
  }

  /** The one value that the text is. */
  public static Json read(String text) {
    var reader = new JsonReader(text);
    Json value = reader.value();
    reader.space();
    if (reader.at < text.length()) {
      throw reader.broken("the end");
    }
    return value;
  }

  /** The one object that the text is. */
  public static Json.Obj object(String text) {
    if (read(text) instanceof Json.Obj object) {
      return object;
    }
    throw new IllegalArgumentException("The text must be a JSON object: " + start(text));
  }

  private Json value() {
    space();
    return switch (peek()) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> new Json.Str(string());
      case 't' -> word("true", Json.Word.TRUE);
      case 'f' -> word("false", Json.Word.FALSE);
      case 'n' -> word("null", Json.Word.NULL);
      default -> number();
    };
  }

  private Json object() {
    List<Json.Member> members = new ArrayList<>();
    expect('{');
    space();
    if (peek() == '}') {
      at++;
      return new Json.Obj(members);
    }
    while (true) {
      space();
      String name = string();
      space();
      expect(':');
      members.add(new Json.Member(name, value()));
      space();
      if (peek() != ',') {
        expect('}');
        return new Json.Obj(members);
      }
      at++;
    }
  }

  private Json array() {
    List<Json> elements = new ArrayList<>();
    expect('[');
    space();
    if (peek() == ']') {
      at++;
      return new Json.Arr(elements);
    }
    while (true) {
      elements.add(value());
      space();
      if (peek() != ',') {
        expect(']');
        return new Json.Arr(elements);
      }
      at++;
    }
  }

  private String string() {
    expect('"');
    var units = new StringBuilder();
    while (peek() != '"') {
      if (at == text.length() || peek() < ' ') {
        throw broken("a character of a string");
      }
      char unit = text.charAt(at++);
      units.append(unit == '\\' ? escaped() : unit);
    }
    at++;
    return units.toString();
  }

  private char escaped() {
    char letter = peek();
    at++;
    return switch (letter) {
      case '"', '\\', '/' -> letter;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unit();
      default -> {
        at--;
        throw broken("an escape");
      }
    };
  }

  private char unit() {
    int unit = 0;
    for (int i = 0; i < 4; i++) {
      int digit = peek() < 128 ? Character.digit(peek(), 16) : -1;
      if (digit < 0) {
        throw broken("a hex digit");
      }
      unit = unit << 4 | digit;
      at++;
    }
    return (char) unit;
  }

  private Json number() {
    int from = at;
    skip('-');
    if (!skip('0')) {
      digits();
    }
    if (skip('.')) {
      digits();
    }
    if (skip('e') || skip('E')) {
      if (!skip('+')) {
        skip('-');
      }
      digits();
    }
    return new Json.Num(text.substring(from, at));
  }

  private void digits() {
    int from = at;
    while (peek() >= '0' && peek() <= '9') {
      at++;
    }
    if (at == from) {
      throw broken("a digit");
    }
  }

  private Json word(String word, Json.Word value) {
    for (int i = 0; i < word.length(); i++) {
      expect(word.charAt(i));
    }
    return value;
  }

  private boolean skip(char letter) {
    boolean there = peek() == letter;
    at += there ? 1 : 0;
    return there;
  }

  private void expect(char letter) {
    if (!skip(letter)) {
      throw broken("'" + letter + "'");
    }
  }

  private void space() {
    while (peek() == ' ' || peek() == '\n' || peek() == '\r' || peek() == '\t') {
      at++;
    }
  }

  /** The character here; at the end one that no JSON begins with. */
  private char peek() {
    return at < text.length() ? text.charAt(at) : '\uFFFF';
  }

  private IllegalArgumentException broken(String wanted) {
    return new IllegalArgumentException(
        "The text must have " + wanted + " at " + at + ": " + start(text.substring(at)));
  }

  private static String start(String text) {
    return text.length() > 60 ? text.substring(0, 60) + "…" : text;
  }
}
