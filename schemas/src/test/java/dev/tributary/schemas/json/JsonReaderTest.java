package dev.tributary.schemas.json;

import static dev.tributary.schemas.TestJson.json;
import static dev.tributary.schemas.TestJson.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonToken;
import dev.tributary.schemas.decode.RandomJson;
import dev.tributary.schemas.rules.RejectionReason;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which bytes a value is, what is refused, and where. */
public final class JsonReaderTest {
  private static final byte[] BEFORE = utf8("é{'");

  /** Each value's bytes, cut out, are the value again; small texts, and ones read as a stream. */
  @ParameterizedTest
  @ValueSource(ints = {1, 60})
  void knowsTheBytesOfEachValue(int times) throws Exception {
    var json = new RandomJson(new Random(times));
    for (int i = 0; i < 600 / times; i++) {
      List<Object> values = new ArrayList<>();
      for (int n = 0; n < times * 20; n++) {
        values.add(json.value(3));
      }
      byte[] text = json.spell(values).getBytes(StandardCharsets.UTF_8);
      byte[] among = new byte[BEFORE.length + text.length + 5];
      System.arraycopy(BEFORE, 0, among, 0, BEFORE.length);
      System.arraycopy(text, 0, among, BEFORE.length, text.length);
      try (JsonReader reader = JsonReader.of(among, BEFORE.length, BEFORE.length + text.length)) {
        reader.next();
        for (int n = 0; reader.next() != JsonToken.END_ARRAY; n++) {
          int start = reader.start();
          String scalar = reader.token().isScalarValue() ? reader.text() : null;
          reader.skip();
          String bytes = new String(among, start, reader.end() - start, StandardCharsets.UTF_8);
          assertThat(hash(bytes)).as(bytes).isEqualTo(hash(json.spell(values.get(n))));
          assertThat(bytes).doesNotStartWith(" ").doesNotEndWith(" ").doesNotEndWith(",");
          assertThat(scalar).isIn(null, text(bytes));
        }
        assertThat(reader.next()).isNull();
      }
    }
  }

  private static long hash(String json) throws Exception {
    try (JsonReader reader = JsonReader.of(json.getBytes(StandardCharsets.UTF_8))) {
      reader.next();
      long hash = JsonHash.of(reader);
      assertThat(reader.next()).isNull();
      return hash;
    }
  }

  private static String text(String json) throws Exception {
    try (JsonReader reader = JsonReader.of(json.getBytes(StandardCharsets.UTF_8))) {
      reader.next();
      return reader.text();
    }
  }

  @Test
  void saysAtWhichByteATextBreaks() {
    for (String broken : List.of("{'é😀':1,}", "['é😀',}", "{'é😀':01}")) {
      assertThatThrownBy(() -> readAll(json(broken)))
          .isInstanceOf(BrokenJsonException.class)
          .hasMessageMatching(".*\\(byte (9|10|11|12|13)\\)")
          .hasMessageNotContaining("é");
    }
    assertThatThrownBy(() -> readAll(json("{'a':1"))).hasMessageContaining("(byte 6)");
  }

  @Test
  void refusesBytesThatAreNoUtf8AndAMark() {
    assertThatThrownBy(() -> JsonReader.of(new byte[] {'"', (byte) 0xC3, '"'}))
        .hasMessage("JSON must be UTF-8");
    assertThatThrownBy(() -> readAll("\uFEFF{}"))
        .hasMessage("JSON must be UTF-8 without a byte order mark");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void takesTenThousandMembersAndNotOneMore(boolean nested) throws Exception {
    String start = nested ? json("[{'x':{'y':1}},{") : "{";
    String end = nested ? "}]" : "}";
    readAll(start + RandomJson.members(JsonReader.MAX_MEMBERS) + end);
    assertThatThrownBy(() -> readAll(start + RandomJson.members(JsonReader.MAX_MEMBERS + 1) + end))
        .hasMessageContaining("an object has too many members (limit=10000) (byte ")
        .isInstanceOfSatisfying(
            BrokenJsonException.class,
            e -> assertThat(e.reason()).isEqualTo(RejectionReason.LIMIT_EXCEEDED));
  }

  @Test
  void refusesWhatIsTooDeepOrTooLong() throws Exception {
    readAll("[".repeat(JsonReader.MAX_DEPTH) + "]".repeat(JsonReader.MAX_DEPTH));
    readAll("9".repeat(JsonReader.MAX_NUMBER_LENGTH));
    readAll(json("{'" + "n".repeat(JsonReader.MAX_NAME_LENGTH) + "':1}"));
    for (String tooMuch :
        List.of(
            "[".repeat(JsonReader.MAX_DEPTH + 1),
            "9".repeat(JsonReader.MAX_NUMBER_LENGTH + 1) + " ",
            json("{'" + "n".repeat(JsonReader.MAX_NAME_LENGTH + 1) + "':1}"))) {
      assertThatThrownBy(() -> readAll(tooMuch))
          .isInstanceOfSatisfying(
              BrokenJsonException.class,
              e -> assertThat(e.reason()).isEqualTo(RejectionReason.LIMIT_EXCEEDED));
    }
  }

  private static void readAll(String json) throws Exception {
    try (JsonReader reader = JsonReader.of(json.getBytes(StandardCharsets.UTF_8))) {
      while (reader.next() != null) {
        reader.text();
      }
    }
  }
}
