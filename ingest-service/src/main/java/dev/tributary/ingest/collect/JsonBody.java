package dev.tributary.ingest.collect;

import dev.tributary.ingest.envelope.JsonBytes;
import dev.tributary.schemas.BrokenJsonException;
import dev.tributary.schemas.JsonReader;
import java.io.IOException;
import java.io.UncheckedIOException;

/** One JSON value that was checked by the grammar; its bytes go through as they came. */
final class JsonBody {
  private final RawValue value;

  private JsonBody(RawValue value) {
    this.value = value;
  }

  /** Checks a body. */
  static JsonBody of(byte[] bytes) {
    try (JsonReader reader = JsonReader.of(bytes)) {
      if (reader.next() == null) {
        throw new Problem(400, "The body must be JSON, it is blank");
      }
      RawValue value = RawValue.at(reader);
      if (reader.next() != null) {
        throw new Problem(400, "The body must be one JSON value, there is text after it");
      }
      return new JsonBody(value);
    } catch (BrokenJsonException broken) {
      throw new Problem(400, "The body must be JSON: " + broken.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read bytes in memory", e);
    }
  }

  /**
   * Writes the members of an object; anything else becomes the member {@code value}.
   *
   * @param first whether nothing stands before them
   * @return whether there were any
   */
  boolean writeMembers(JsonBytes out, boolean first) {
    int before = out.size();
    if (!first) {
      out.raw(',');
    }
    if (!value.isObject()) {
      value.write(out.raw("\"value\":"));
      return true;
    }
    boolean any = value.writeMembers(out);
    if (!any) {
      out.cutTo(before);
    }
    return any;
  }
}
