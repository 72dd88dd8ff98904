package dev.tributary.it.contents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.it.contents.json.Json;
import dev.tributary.it.contents.json.JsonDifference;
import dev.tributary.it.contents.json.JsonReader;
import dev.tributary.it.contents.make.Draw;
import dev.tributary.it.contents.make.Spelling;
import dev.tributary.it.contents.make.Values;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonDifferenceTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"a":1,"b":2}             | {"a":2,"b":1}           | $."a" must be 1: 2
          {"a":1.0}                 | {"a":1}                 | $."a" must be 1.0: 1
          {"a":1e2}                 | {"a":100}               | $."a" must be 1e2: 100
          {"a":-0}                  | {"a":0}                 | $."a" must be -0: 0
          {"a":9223372036854775808} | {"a":9223372036854775807} | $."a" must be 9223372036854775808: 9223372036854775807
          {"a":1,"b":[1,{"c":2}]}   | {"a":1,"b":[1,{}]}      | $."b"[1]."c" is missing
          {"a":1}                   | {"a":1,"":null}         | $."" must not be there
          {"a":null}                | {}                      | $."a" is missing
          {"a":1,"a":2}             | {"a":2}                 | $."a" must have 2 values: it has 1
          {"a":1,"a":2}             | {"a":2,"a":1}           | $."a"[0] must be 1: 2
          [1,2]                     | [2,1]                   | $[0] must be 1: 2
          "a"                       | "A"                     | $ must be "a": "A"
          "\\ud800"                 | "\\ufffd"               | $ must be "\\ud800": "�"
          "1"                       | 1                       | $ must be "1": 1
          true                      | false                   | $ must be true: false
          {}                        | []                      | $ must be {}: []
          """)
  void saysWhereTwoValuesDiffer(String expected, String actual, String said) {
    assertThat(JsonDifference.between(JsonReader.read(expected), JsonReader.read(actual)))
        .hasValue(said);
  }

  @Test
  void findsNoneBetweenTheSameInOtherWords() {
    Json one = JsonReader.read("{\"a\":\"\\u0041\\/\\ud83d\\ude00\",\"b\":[1, 2]}");
    Json other = JsonReader.read(" {\"b\":[1,2],\r\n\"\\u0061\":\"A/😀\"}");
    assertThat(JsonDifference.between(one, other)).isEmpty();
  }

  @Test
  void readsWhateverIsWritten() {
    for (int i = 0; i < 3_000; i++) {
      Json value = Values.object(Draw.at(17, i, 0));
      Draw spelling = Draw.at(18, i, 0);
      assertThat(JsonReader.read(Spelling.of(value, spelling))).isEqualTo(value);
      String line = Spelling.onOneLine(value, spelling);
      assertThat(line).doesNotContain("\n");
      assertThat(JsonReader.read(line)).isEqualTo(value);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", " ", "{", "}", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}", "[1,]", "01", "1.", ".5",
        "+1", "1e", "-", "NaN", "tru", "nullx", "\"", "\"\\x\"", "\"\\u12\"", "\"\t\"", "{}{}",
            "'a'"
      })
  void refusesWhatIsNoJson(String text) {
    assertThatThrownBy(() -> JsonReader.read(text)).hasMessageContaining("The text must have");
  }
}
