package dev.tributary.ingest.collect;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.tributary.schemas.EventDecoder;
import java.io.IOException;

/** The JSON grammar (RFC 8259) with the limits that the pipeline has too. */
final class JsonText {
  private static final JsonFactory JSON =
      new JsonFactoryBuilder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(EventDecoder.MAX_DEPTH)
                  .maxNumberLength(EventDecoder.MAX_NUMBER_LENGTH)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private JsonText() {}

  /** Reads bytes that must be UTF-8: the parser would guess other encodings by itself. */
  static JsonParser parser(byte[] bytes, int from, int to) throws IOException {
    for (int i = from; i < Math.min(from + 4, to); i++) {
      if (bytes[i] == 0) {
        throw new Problem(400, "The JSON must be UTF-8, it has a NUL byte in it");
      }
    }
    if (from < to && bytes[from] == (byte) 0xEF) {
      throw new Problem(400, "The JSON must be UTF-8 without a byte order mark");
    }
    return JSON.createParser(bytes, from, to - from);
  }

  /** The parser's words and where they apply, without its excerpt of the source. */
  static String describe(JsonProcessingException broken) {
    String words = broken.getOriginalMessage();
    var where = broken.getLocation();
    return (words.length() > 200 ? words.substring(0, 200) + "…" : words)
        + (where == null ? "" : " (byte " + where.getByteOffset() + ")");
  }
}
