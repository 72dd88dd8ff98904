package dev.tributary.it.contents.make;

import dev.tributary.it.contents.json.Json;

/** Numbers in every spelling that JSON has, many beyond what computers count with. */
final class Numbers {
  private static final int LONGEST = 300;

  private Numbers() {}

  static Json.Num any(Draw draw) {
    return new Json.Num(
        switch (draw.below(7)) {
          case 0 ->
              draw.of("0", "-0", "1.0", "-0.0", "0.1e-7", "1e400", "-1E+400", "1e-400", "0e0");
          case 1 -> draw.of("9223372036854775807", "9223372036854775808", "-9223372036854775808");
          case 2 ->
              draw.of("9007199254740993", "0.1", "4.9e-324", "1.7976931348623157e308", "5e-1");
          case 3 -> sign(draw) + digits(draw) + "." + tail(draw);
          case 4 ->
              sign(draw) + digits(draw) + draw.of("e", "E") + draw.of("", "+", "-") + power(draw);
          case 5 -> sign(draw) + digits(draw) + "." + tail(draw) + draw.of("e", "E") + power(draw);
          default -> String.valueOf(draw.bits() >> draw.below(64));
        });
  }

  private static String sign(Draw draw) {
    return draw.of("", "-");
  }

  private static String digits(Draw draw) {
    return draw.onceIn(4) ? "0" : 1 + draw.below(9) + tail(draw);
  }

  private static String tail(Draw draw) {
    var text = new StringBuilder();
    int count = 1 + draw.below(draw.onceIn(10) ? LONGEST : 12);
    for (int i = 0; i < count; i++) {
      text.append(draw.below(10));
    }
    return text.toString();
  }

  private static String power(Draw draw) {
    return draw.of("", "0", "00") + draw.below(400);
  }
}
