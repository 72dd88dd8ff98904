package dev.tributary.schemas.decode;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Random JSON values as Java's ({@link Map}, {@link List}, {@link String}, {@link BigDecimal},
 * {@link Boolean}, null), and their spellings, each another one.
 */
public final class RandomJson {
  private static final String[] TEXTS = {
    "",
    "a",
    "b",
    "player",
    "p1234567",
    "guild-12",
    "x".repeat(40),
    "é",
    "注文",
    "a😀b",
    "\u0000",
    "\"\\/",
    "\n\t",
    "\ud800",
    "\udc00x",
    "1",
    "true",
    "1234567",
    "12345678",
    "123456789"
  };
  private static final String[] NUMBERS = {
    "0",
    "1",
    "-1",
    "10",
    "100",
    "1.5",
    "-0.25",
    "0.001",
    "123456789012345678",
    "1e18",
    "1e19",
    "1234567890123456789",
    "12345678901234567890123456789012345678",
    "1E-400",
    "9e999999999999999",
    "1.00000000000000000000000000000000001",
    "1000000000000000000000000000000000000001"
  };
  private static final String[] SPACES = {"", "", "", " ", "\n", "\r\t"};

  private final Random random;

  public RandomJson(Random random) {
    this.random = random;
  }

  public Map<String, Object> object(int depth) {
    Map<String, Object> members = new LinkedHashMap<>();
    for (int n = random.nextInt(12); n > 0; n--) {
      members.put(TEXTS[random.nextInt(TEXTS.length)] + (n > 6 ? n : ""), value(depth - 1));
    }
    return members;
  }

  public Object value(int depth) {
    switch (random.nextInt(depth > 0 ? 8 : 5)) {
      case 0:
        return random.nextBoolean() ? random.nextBoolean() : null;
      case 1, 2:
        return number();
      case 5:
        return object(depth);
      case 6:
        List<Object> elements = new ArrayList<>();
        for (int n = random.nextInt(4); n > 0; n--) {
          elements.add(value(depth - 1));
        }
        return elements;
      default:
        return TEXTS[random.nextInt(TEXTS.length)];
    }
  }

  private Object number() {
    String text =
        random.nextBoolean()
            ? NUMBERS[random.nextInt(NUMBERS.length)]
            : Long.toString(random.nextLong() >> random.nextInt(64));
    return text.contains("e9") ? text : new BigDecimal(text);
  }

  /** One of the value's spellings. A huge number, a text that looks like one, is only itself. */
  public String spell(Object value) {
    if (value instanceof Map<?, ?> members) {
      List<String> spelled = new ArrayList<>();
      members.forEach((name, each) -> spelled.add(member(name, each)));
      Collections.shuffle(spelled, random);
      if (!spelled.isEmpty() && random.nextInt(8) == 0) { // the last of two wins
        spelled.add(0, member(members.keySet().iterator().next(), value(1)));
      }
      return "{" + String.join(",", spelled) + space() + "}";
    }
    if (value instanceof List<?> elements) {
      List<String> spelled = elements.stream().map(each -> space() + spell(each)).toList();
      return "[" + String.join(",", spelled) + space() + "]";
    }
    if (value instanceof BigDecimal number) {
      return number(number);
    }
    return value instanceof String text ? text.startsWith("9e9") ? text : text(text) : "" + value;
  }

  private String member(Object name, Object value) {
    return space() + text((String) name) + space() + ":" + space() + spell(value) + space();
  }

  private String number(BigDecimal number) {
    if (number.signum() == 0) {
      return new String[] {"0", "-0", "0.0", "0e7", "-0.000E-99999999999999999999"}
          [random.nextInt(5)];
    }
    return switch (random.nextInt(4)) {
      case 0 -> Math.abs(number.scale()) < 50 ? number.toPlainString() : number.toString();
      case 1 -> number.unscaledValue() + exponent(number);
      case 2 -> number.setScale(number.scale() + random.nextInt(30)).toString();
      default -> {
        BigDecimal padded = number.setScale(number.scale() + 3);
        yield padded.unscaledValue() + ".000" + exponent(padded);
      }
    };
  }

  private String exponent(BigDecimal number) {
    String zeros = "0".repeat(random.nextInt(25));
    long exponent = -(long) number.scale();
    return (random.nextBoolean() ? "e" : "E")
        + (exponent < 0 ? "-" : random.nextBoolean() ? "+" : "")
        + zeros
        + Math.abs(exponent);
  }

  private String text(String text) {
    var spelled = new StringBuilder("\"");
    boolean plain = random.nextBoolean();
    for (char c : text.toCharArray()) {
      boolean must = c < ' ' || c == '"' || c == '\\' || !plain && random.nextInt(4) == 0;
      boolean half = Character.isSurrogate(c) && text.length() < 3;
      if (must && !Character.isSurrogate(c) || half) {
        spelled.append("\\u%04x".formatted((int) c));
      } else {
        spelled.append(c);
      }
    }
    return spelled.append('"').toString();
  }

  private String space() {
    return SPACES[random.nextInt(SPACES.length)];
  }

  /** The inside of an object with so many members, the first without a name. */
  public static String members(int number) {
    var members = new StringBuilder("\"\":0");
    for (int i = 1; i < number; i++) {
      members.append(",\"").append(i).append("\":0");
    }
    return members.toString();
  }
}
