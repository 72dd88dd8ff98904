package dev.tributary.schemas.decode;

import static dev.tributary.schemas.TestJson.json;
import static dev.tributary.schemas.TestJson.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.schemas.event.Decoded;
import dev.tributary.schemas.event.Event;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One JSON value, one hash, whatever its spelling and whoever reads it. */
final class JsonHashTest {
  private final EventDecoder decoder = new EventDecoder();

  @Test
  void isTheSameForEachSpellingAndInBothTwins() throws Exception {
    var json = new RandomJson(new Random(20261129));
    for (int i = 0; i < 4_000; i++) {
      Map<String, Object> data = json.object(3);
      int hash = hash(json.spell(data));
      for (int again = 0; again < 3; again++) {
        String spelled = json.spell(data);
        assertThat(hash(spelled)).as("%s", spelled).isEqualTo(hash);
      }
    }
  }

  @Test
  void isAnotherForEachOtherValue() throws Exception {
    var json = new RandomJson(new Random(20261130));
    Map<Integer, Object> seen = new HashMap<>();
    for (int i = 0; i < 4_000; i++) {
      Map<String, Object> data = json.object(2);
      Object normal = normal(data);
      Object before = seen.put(hash(json.spell(data)), normal);
      assertThat(before).as("%s", data).isIn(null, normal);
    }
    assertThat(seen).hasSizeGreaterThan(3_000);
  }

  private static Object normal(Object value) {
    if (value instanceof Map<?, ?> members) {
      Map<Object, Object> normal = new HashMap<>();
      members.forEach((name, each) -> normal.put(name, normal(each)));
      return normal;
    }
    if (value instanceof List<?> elements) {
      return elements.stream().map(JsonHashTest::normal).toList();
    }
    if (value instanceof BigDecimal number) {
      return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    }
    return value;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1|1.0|10e-1
          0|-0|0.00e99999999999999999999999
          100|1e2|0.001E+5
          1e99999999999999999999|10e99999999999999999998|0.1e+100000000000000000000
          1e-99999999999999999999|10e-100000000000000000000|0.1e-99999999999999999998
          10000000000000000000000000000000000001|1.0000000000000000000000000000000000001e37|\
          10000000000000000000000000000000000001.0
          "a"|"\\u0061"|"\\u0061"
          "😀"|"\\ud83d\\ude00"|"\\uD83D\\uDE00"
          {"a":1,"b":2}|{"b":2,"a":1}|{"a":3,"b":2,"a":1}
          """)
  void isTheSame(String one, String two, String three) throws Exception {
    assertThat(List.of(hash(data(two)), hash(data(three)))).containsOnly(hash(data(one)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1|"1"
          1|-1
          1|10
          1|1e1
          1e99999999999999999999|1e99999999999999999998
          1e99999999999999999999|1e-99999999999999999999
          1000000000000000000000001|1000000000000000000000002
          [1,2]|[2,1]
          []|{}
          [[]]|[]
          null|false
          "\\ud800"|"\ufffd"
          "\\ud800"|"\\udc00"
          {"a":1,"b":2}|{"a":2,"b":1}
          {"a":null}|{}
          "\\u0000"|""
          """)
  void isAnother(String one, String two) throws Exception {
    assertThat(hash(data(one))).isNotEqualTo(hash(data(two)));
  }

  /**
   * The hash is kept in a job's state: the next release must find the same, or refuse the state.
   */
  @Test
  void staysWhatItIs() throws Exception {
    assertThat(hash(json("{'player':'p1234567','score':-1.50,'tags':[true,null,'é']}")))
        .isEqualTo(PINNED);
  }

  private static final int PINNED = -915_410_212;

  private static String data(String value) {
    return json("{'x':" + value + ",'y':[" + value + "]}");
  }

  /** By both twins, as data of a type that is declared and of one that is not. */
  private int hash(String data) throws Exception {
    int hash = 0;
    for (String type : List.of("level_completed", "undeclared")) {
      byte[] event = utf8("{'event_type':'" + type + "','data':" + data + "}");
      int fast = event(decoder.decode(event, 0)).dataHash();
      assertThat(event(decoder.decodeSlowly(event, 0)).dataHash()).as(data).isEqualTo(fast);
      assertThat(hash).as(data).isIn(0, fast);
      hash = fast;
    }
    return hash;
  }

  private static Event event(Decoded decoded) {
    return ((Decoded.Valid) decoded).event();
  }
}
