package dev.tributary.it.contents.make;

import dev.tributary.it.contents.json.Json;
import dev.tributary.it.contents.json.JsonWriter;

/** One of the many ways to write the same JSON. */
public final class Spelling implements JsonWriter.Style {
  private final Draw draw;
  private final String[] spaces;
  private final int spaceOnceIn;
  private final int escapeOnceIn;

  private Spelling(Draw draw, String... spaces) {
    this.draw = draw;
    this.spaces = spaces;
    this.spaceOnceIn = draw.of(1, 5, 1_000_000);
    this.escapeOnceIn = draw.of(2, 20, 1_000_000);
  }

  /** Some text of this value. */
  public static String of(Json value, Draw draw) {
    return JsonWriter.write(value, new Spelling(draw, " ", "\n", "\r\n", "\t", "  "));
  }

  /** Some text of this value, in one line. */
  public static String onOneLine(Json value, Draw draw) {
    return JsonWriter.write(value, new Spelling(draw, " ", "\t", "\r", "  "));
  }

  @Override
  public String space() {
    return draw.onceIn(spaceOnceIn) ? draw.of(spaces) : "";
  }

  @Override
  public boolean escapes(char unit) {
    return draw.onceIn(escapeOnceIn);
  }

  @Override
  public boolean isLong(char unit) {
    return draw.onceIn(2);
  }
}
