package dev.tributary.schemas.decode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.schemas.json.JsonHash;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TextCacheTest {
  private final TextCache shared = new TextCache();

  @Test
  void givesTheSameObjectForTheSameBytes() {
    String first = get("level_completed");

    assertThat(first).isEqualTo("level_completed");
    assertThat(get("level_completed")).isSameAs(first);
  }

  @Test
  void keepsTwoTextsThatShareAPlace() {
    Map<Integer, String> byPlace = new HashMap<>();
    int pairs = 0;
    for (int i = 0; pairs < 20; i++) {
      String text = "name_" + i;
      String other = byPlace.put(place(text), text);
      if (other != null) {
        String one = get(text);
        String two = get(other);
        assertThat(get(text)).as("%s beside %s", text, other).isSameAs(one).isEqualTo(text);
        assertThat(get(other)).as("%s beside %s", other, text).isSameAs(two).isEqualTo(other);
        pairs++;
      }
    }
  }

  private static int place(String text) {
    byte[] utf8 = text.getBytes(UTF_8);
    return JsonHash.fold(JsonHash.text(utf8, 0, utf8.length)) & 1023;
  }

  private String get(String text) {
    byte[] utf8 = text.getBytes(UTF_8);
    return shared.get(utf8, 0, utf8.length);
  }
}
