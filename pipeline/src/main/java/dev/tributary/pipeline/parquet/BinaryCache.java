package dev.tributary.pipeline.parquet;

import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/**
 * Texts as a writer takes them. The decoder gives a text that comes often as the same object, so
 * the same object has the same bytes: they are made once while no other text takes their place.
 * Thread safe: a place is one object, so a text never meets the bytes of another.
 *
 * @param <B> the writer's form of UTF-8 bytes, which nobody may change
 */
final class BinaryCache<B> {
  private static final int PLACES = 1024;

  private final Function<byte[], B> form;

  @SuppressWarnings("unchecked")
  private final Shared<B>[] places = (Shared<B>[]) new Shared<?>[PLACES];

  private record Shared<B>(String text, B bytes) {}

  BinaryCache(Function<byte[], B> form) {
    this.form = form;
  }

  /** The bytes of a text that may come again. */
  B of(String text) {
    int hash = text.hashCode();
    int place = (hash ^ hash >>> 16) & PLACES - 1;
    Shared<B> shared = places[place];
    if (shared == null || shared.text != text) { // the same text as another object: made again
      shared = new Shared<>(text, form.apply(text.getBytes(StandardCharsets.UTF_8)));
      places[place] = shared;
    }
    return shared.bytes;
  }
}
