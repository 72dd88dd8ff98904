package dev.tributary.it.contents.make;

import java.util.List;

/** Strings and names, from the plain to those on which programs break. */
public final class Texts {
  private static final List<String> ODD_NAMES =
      List.of(
          "",
          " ",
          ".",
          "a.b",
          "$.x",
          "__proto__",
          "constructor",
          "toString",
          "\"",
          "\\",
          "'",
          "`",
          "a\"b",
          "a\\b",
          "\u0000",
          "\n",
          "\t",
          "/",
          "größe",
          "名前",
          "اسم",
          "😀",
          "e\u0301",
          "\u00e9",
          "\uFEFF",
          "\u200F",
          "\u2028",
          "\uD800",
          "\uDC00x",
          "null",
          "true",
          "0",
          "-1",
          "[0]",
          "event_id",
          "event_time",
          "event_type",
          "id",
          "timestamp",
          "data",
          "headers",
          "raw_event",
          "kafka_offset",
          "received_at",
          "Host",
          "host",
          "User-Agent",
          "Accept",
          "dt",
          "hour",
          "problems",
          "Level",
          "LEVEL",
          "player_Id",
          "playerId",
          "value",
          "Ａ");

  private static final List<String> PIECES =
      List.of(
          "a",
          "Z",
          "0",
          " ",
          "\"",
          "\\",
          "/",
          "\b",
          "\f",
          "\n",
          "\r",
          "\t",
          "\u0000",
          "\u001f",
          "\u007f",
          "\u0080",
          "\u00a0",
          "é",
          "ß",
          "Ω",
          "я",
          "\u0301",
          "\u05d0",
          "\u0627",
          "\u200f",
          "\u202e",
          "\u2028",
          "\u2029",
          "中",
          "語",
          "\ufeff",
          "\ufffd",
          "\uffff",
          "\ud7ff",
          "\ue000",
          "😀",
          "𝄞",
          "👩‍👩‍👧",
          "\udbff\udfff",
          "<",
          "&",
          "%",
          "+",
          "{",
          "}",
          "[",
          "]",
          ":",
          ",",
          "$",
          "'",
          ";",
          "--",
          "NaN",
          "\\u0041",
          "&#65;",
          "%00",
          "\r\n",
          "word");

  private static final List<String> HALVES =
      List.of("\uD800", "\uDBFF", "\uDC00", "\uDFFF", "\uDC00\uD800");

  private Texts() {}

  /** Any string that JSON can have. */
  public static String any(Draw draw) {
    String text = whole(draw);
    return draw.onceIn(12) ? text + draw.of(HALVES) + (draw.onceIn(2) ? "x" : "") : text;
  }

  /** A string without half surrogate pairs. */
  public static String whole(Draw draw) {
    return switch (draw.below(8)) {
      case 0 -> "";
      case 1 -> word(draw);
      case 2 -> word(draw) + " " + word(draw);
      case 3 -> draw.of("null", "true", "1", "-0", "1e5", "2026-11-24", "{}", "[]", "{\"a\":1}");
      case 4 -> draw.onceIn(60) ? pieces(draw, draw.below(draw.of(1_000, 16_000))) : word(draw);
      default -> pieces(draw, 1 + draw.below(12));
    };
  }

  /** A few plain letters. */
  public static String word(Draw draw) {
    var word = new StringBuilder();
    for (int i = draw.below(9); i >= 0; i--) {
      word.append((char) ('a' + draw.below(26)));
    }
    return word.toString();
  }

  /** A name of a member. */
  public static String name(Draw draw) {
    return switch (draw.below(6)) {
      case 0, 1 -> draw.of(ODD_NAMES);
      case 2 -> any(draw);
      default -> word(draw);
    };
  }

  /** Printable ASCII, as ids have it. */
  public static String ascii(Draw draw, int length) {
    var text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append((char) (' ' + draw.below('~' - ' ' + 1)));
    }
    return text.toString();
  }

  private static String pieces(Draw draw, int count) {
    var text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(draw.of(PIECES));
    }
    return text.toString();
  }
}
