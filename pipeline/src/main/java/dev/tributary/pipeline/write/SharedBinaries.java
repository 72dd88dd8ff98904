package dev.tributary.pipeline.write;

import java.nio.charset.StandardCharsets;
import org.apache.parquet.io.api.Binary;

/**
 * Texts as Parquet takes them. The decoder gives a text that comes often as the same object, so the
 * same object has the same bytes: they are made once while no other text takes their place. Thread
 * safe: a place is one object, so a text never meets the bytes of another.
 */
final class SharedBinaries {
  private static final int PLACES = 1024;

  private final Shared[] places = new Shared[PLACES];

  private record Shared(String text, Binary binary) {}

  /** The text's bytes, for one that may come again. */
  Binary shared(String text) {
    int hash = text.hashCode();
    int place = (hash ^ hash >>> 16) & PLACES - 1;
    Shared shared = places[place];
    if (shared == null || shared.text != text) { // the same text as another object: made again
      shared = new Shared(text, utf8(text));
      places[place] = shared;
    }
    return shared.binary;
  }

  /** Over an array: {@link Binary#fromString} compares and hashes through a ByteBuffer. */
  static Binary utf8(String text) {
    return Binary.fromConstantByteArray(text.getBytes(StandardCharsets.UTF_8));
  }
}
