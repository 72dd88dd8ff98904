package dev.tributary.pipeline.write;

import java.nio.charset.StandardCharsets;
import org.apache.parquet.io.api.Binary;

/**
 * Texts as Parquet takes them. The decoder gives a text that comes often as the same object, so the
 * same object has the same bytes: they are made once while no other text takes their place. One
 * thread.
 */
final class SharedBinaries {
  private static final int PLACES = 1024;

  private final String[] texts = new String[PLACES];
  private final Binary[] binaries = new Binary[PLACES];

  /** The text's bytes, for one that may come again. */
  Binary shared(String text) {
    int hash = text.hashCode();
    int place = (hash ^ hash >>> 16) & PLACES - 1;
    if (texts[place] != text) { // another object may be the same text: it is only made again
      texts[place] = text;
      binaries[place] = utf8(text);
    }
    return binaries[place];
  }

  /** Over an array: {@link Binary#fromString} compares and hashes through a ByteBuffer. */
  static Binary utf8(String text) {
    return Binary.fromConstantByteArray(text.getBytes(StandardCharsets.UTF_8));
  }
}
