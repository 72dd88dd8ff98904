package dev.tributary.ingest.format;

import dev.tributary.ingest.buffers.Body;
import dev.tributary.ingest.http.ProblemException;
import dev.tributary.ingest.http.QueryParameters;
import dev.tributary.ingest.json.JsonBytes;
import dev.tributary.schemas.json.BrokenJsonException;
import dev.tributary.schemas.json.JsonReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** One JSON value that was checked by the grammar; its bytes go through as they came. */
public final class JsonBody {
  private final RawValue value;

  private JsonBody(RawValue value) {
    this.value = value;
  }

  /** Whether the body begins as a JSON object or array does. */
  public static boolean looksLikeJson(Body body) {
    byte[] bytes = body.bytes();
    int at = 0;
    while (at < body.length()
        && (bytes[at] == ' ' || bytes[at] == '\n' || bytes[at] == '\r' || bytes[at] == '\t')) {
      at++;
    }
    return at < body.length() && (bytes[at] == '{' || bytes[at] == '[');
  }

  /**
   * Checks a body.
   *
   * @throws ProblemException 400 when it is no JSON, 413 when an object in it has too many members
   */
  public static JsonBody of(Body body) {
    try (JsonReader reader = JsonReader.of(body.bytes(), 0, body.length())) {
      return read(reader);
    } catch (BrokenJsonException broken) {
      throw new ProblemException(400, "The body must be JSON: " + broken.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read bytes in memory", e);
    }
  }

  private static JsonBody read(JsonReader reader) throws IOException {
    try {
      if (reader.next() == null) {
        throw new ProblemException(400, "The body must be JSON, it is blank");
      }
      RawValue value = RawValue.at(reader);
      if (reader.next() != null) {
        throw new ProblemException(400, "The body must be one JSON value, there is text after it");
      }
      return new JsonBody(value);
    } catch (BrokenJsonException broken) {
      if (reader.leave(0)) {
        throw new ProblemException(413, "The body is too large: " + broken.getMessage());
      }
      throw broken;
    }
  }

  /**
   * Writes the members of an object; anything else becomes the member {@code value}.
   *
   * @param first whether nothing stands before them
   * @return whether there were any
   */
  public boolean writeMembers(JsonBytes out, boolean first) {
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

  /**
   * The parameters that may stand beside the body's members: those that it does not name itself.
   *
   * @throws ProblemException 413 when they are too many together
   */
  public QueryParameters beside(QueryParameters query) {
    if (query.isEmpty()) {
      return query;
    }
    Set<String> named = new HashSet<>();
    int[] members = {0};
    Consumer<String> look =
        name -> {
          members[0]++;
          if (query.has(name)) {
            named.add(name);
          }
        };
    look(look);
    QueryParameters rest = query.without(named);
    if (members[0] + rest.size() > JsonReader.MAX_MEMBERS) {
      throw new ProblemException(
          413,
          "Query and body have too many members together (limit=" + JsonReader.MAX_MEMBERS + ")");
    }
    return rest;
  }

  private void look(Consumer<String> names) {
    if (!value.isObject()) {
      names.accept("value");
      return;
    }
    try (JsonReader reader = value.reader()) {
      reader.next();
      RawValue.at(reader, names);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read bytes in memory", e);
    }
  }
}
