package dev.tributary.schemas.decode;

import dev.tributary.schemas.json.JsonHash;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Texts that come again and again, such as event types and hosts: the same bytes give the same
 * object, while nothing else has taken its place. Thread safe: who loses a race makes a text twice.
 */
final class TextCache {
  private static final int PLACES = 1024;
  private static final int LONGEST = 128;

  private final Shared[] places = new Shared[PLACES];

  private record Shared(byte[] utf8, String text) {
    boolean is(byte[] bytes, int from, int to) {
      return Arrays.equals(utf8, 0, utf8.length, bytes, from, to);
    }
  }

  /** The text of these bytes, which are UTF-8. */
  String get(byte[] bytes, int from, int to) {
    return get(bytes, from, to, to - from > LONGEST ? 0 : JsonHash.text(bytes, from, to));
  }

  /** The same, where the hash of the text is known already. */
  String get(byte[] bytes, int from, int to, long hash) {
    if (to - from > LONGEST) {
      return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }
    int place = JsonHash.fold(hash) & PLACES - 1;
    Shared last = places[place];
    if (last != null && last.is(bytes, from, to)) {
      return last.text;
    }
    int other = place ^ 1; // two frequent texts of one place don't drive each other out
    Shared shared = places[other];
    if (shared == null || !shared.is(bytes, from, to)) {
      byte[] utf8 = Arrays.copyOfRange(bytes, from, to);
      shared = new Shared(utf8, new String(utf8, StandardCharsets.UTF_8));
      places[other] = last;
      places[place] = shared;
    }
    return shared.text;
  }
}
