package dev.tributary.ingest.collect;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.tributary.ingest.envelope.JsonBytes;
import java.io.IOException;
import java.io.UncheckedIOException;

/** One JSON value that was checked by the grammar; its bytes go through as they came. */
final class JsonBody {
  private final byte[] bytes;
  private final int from;
  private final int to;
  private final boolean object;
  private final boolean empty;

  private JsonBody(byte[] bytes, int from, int to, boolean object, boolean empty) {
    this.bytes = bytes;
    this.from = from;
    this.to = to;
    this.object = object;
    this.empty = empty;
  }

  /** Checks a body. */
  static JsonBody of(byte[] bytes) {
    try (JsonParser parser = JsonText.parser(bytes, 0, bytes.length)) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        throw new Problem(400, "The body must be JSON, it is blank");
      }
      int from = (int) parser.currentTokenLocation().getByteOffset();
      boolean empty = false;
      if (first == JsonToken.START_OBJECT) {
        empty = parser.nextToken() == JsonToken.END_OBJECT;
        if (!empty) {
          skipMembers(parser);
        }
      } else if (first == JsonToken.START_ARRAY) {
        parser.skipChildren();
      } else {
        parser.getText();
      }
      int to = (int) parser.currentLocation().getByteOffset();
      if (parser.nextToken() != null) {
        throw new Problem(400, "The body must be one JSON value, there is text after it");
      }
      return new JsonBody(bytes, from, to, first == JsonToken.START_OBJECT, empty);
    } catch (JsonProcessingException broken) {
      throw new Problem(400, "The body must be JSON: " + JsonText.describe(broken));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read bytes in memory", e);
    }
  }

  private static void skipMembers(JsonParser parser) throws IOException {
    while (parser.currentToken() != JsonToken.END_OBJECT) {
      parser.nextToken();
      parser.skipChildren();
      parser.nextToken();
    }
  }

  /**
   * Writes the members of an object; anything else becomes the member {@code value}.
   *
   * @param first whether nothing stands before them
   * @return whether there were any
   */
  boolean writeMembers(JsonBytes out, boolean first) {
    if (empty) {
      return false;
    }
    if (!first) {
      out.raw(',');
    }
    if (object) {
      out.raw(bytes, from + 1, to - 1);
      return true;
    }
    out.raw("\"value\":").raw(bytes, from, to);
    return true;
  }
}
