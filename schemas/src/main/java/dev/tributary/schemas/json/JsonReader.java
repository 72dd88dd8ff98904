package dev.tributary.schemas.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.tributary.schemas.rules.Utf8;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads JSON (RFC 8259) out of UTF-8 bytes, token by token, and says which bytes each value is. All
 * positions are indexes of the whole array, wherever in it the text begins.
 *
 * <p>What it answers depends on these bytes alone: Jackson's table of names, which all parsers of a
 * factory share and which gives up at some hundred names of one hash, is switched off. That leaves
 * the parser of characters: positions are counted in characters and found in bytes. One thread.
 */
public final class JsonReader implements AutoCloseable {
  /** Deepest nesting of objects and arrays that is taken. */
  public static final int MAX_DEPTH = 1_000;

  /** Most characters that one number may have. */
  public static final int MAX_NUMBER_LENGTH = 1_000;

  /** Most characters that one name may have. */
  public static final int MAX_NAME_LENGTH = 50_000;

  /** Most members that one object may have; names that occur twice count twice. */
  public static final int MAX_MEMBERS = 10_000;

  /** What a message begins with that says so of an object with more. */
  public static final String TOO_MANY_MEMBERS = "an object has too many members";

  private static final int MAX_BYTES_AT_ONCE = 32 << 10;

  private static final JsonFactory JSON =
      new JsonFactoryBuilder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION) // a message has no client's text
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNumberLength(MAX_NUMBER_LENGTH)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private final byte[] bytes;
  private final boolean ascii;
  private final JsonParser parser;
  private int[] members = new int[16]; // of each open object, outermost first; unused for arrays
  private int depth;
  private boolean overfull; // an object was given up by our own limits, the parser goes on
  private long atChar; // a position in characters, and the same in bytes
  private int atByte;
  private final int from;

  private JsonReader(byte[] bytes, int from, int to, boolean ascii) throws IOException {
    this.bytes = bytes;
    this.from = from;
    this.ascii = ascii;
    this.atByte = from;
    int length = to - from;
    this.parser =
        length <= MAX_BYTES_AT_ONCE
            ? JSON.createParser(new String(bytes, from, length, StandardCharsets.UTF_8))
            : JSON.createParser(
                new InputStreamReader(
                    new ByteArrayInputStream(bytes, from, length), StandardCharsets.UTF_8));
  }

  /** Reads all of the bytes. */
  public static JsonReader of(byte[] bytes) throws BrokenJsonException {
    return of(bytes, 0, bytes.length);
  }

  /**
   * Reads a part of the bytes.
   *
   * @param from the first byte
   * @param to past the last byte
   * @throws BrokenJsonException when they are not UTF-8 (RFC 3629), or begin with a byte order mark
   */
  public static JsonReader of(byte[] bytes, int from, int to) throws BrokenJsonException {
    if (to - from >= 3
        && bytes[from] == (byte) 0xEF
        && bytes[from + 1] == (byte) 0xBB
        && bytes[from + 2] == (byte) 0xBF) {
      throw new BrokenJsonException("JSON must be UTF-8 without a byte order mark");
    }
    boolean ascii = Utf8.isAscii(bytes, from, to);
    if (!ascii && !Utf8.isValid(bytes, from, to)) {
      throw new BrokenJsonException("JSON must be UTF-8");
    }
    try {
      return new JsonReader(bytes, from, to, ascii);
    } catch (IOException e) {
      throw new BrokenJsonException("Cannot read bytes in memory: " + e.getMessage());
    }
  }

  /**
   * Goes to the next token.
   *
   * @return the token, or null at the end of the text
   * @throws BrokenJsonException when there is none by the grammar, or a limit is passed
   */
  public JsonToken next() throws BrokenJsonException {
    try {
      JsonToken token = parser.nextToken();
      if (token == JsonToken.FIELD_NAME) {
        count();
      } else {
        nest(token);
      }
      return token;
    } catch (IOException broken) {
      throw broken(broken);
    }
  }

  private void nest(JsonToken token) {
    if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
      if (depth == members.length) {
        members = Arrays.copyOf(members, 2 * depth);
      }
      members[depth++] = 0;
    } else if (token == JsonToken.END_OBJECT || token == JsonToken.END_ARRAY) {
      depth--;
    }
  }

  private void count() throws IOException {
    if (++members[depth - 1] > MAX_MEMBERS) {
      overfull = true;
      throw BrokenJsonException.limit(
          TOO_MANY_MEMBERS + " (limit=" + MAX_MEMBERS + ")" + where(start()));
    }
    if (parser.currentName().length() > MAX_NAME_LENGTH) {
      overfull = true;
      throw BrokenJsonException.limit(
          "a name is too long (limit=" + MAX_NAME_LENGTH + " characters)" + where(start()));
    }
  }

  /** The token that the reader stands at; null before the first and after the last. */
  public JsonToken token() {
    return parser.currentToken();
  }

  /**
   * The name at the reader, or of the member whose value it stands at; may have half surrogates.
   */
  public String name() throws BrokenJsonException {
    try {
      return parser.currentName();
    } catch (IOException broken) {
      throw broken(broken);
    }
  }

  /** The string at the reader, or the text of the scalar; may have half surrogates. */
  public String text() throws BrokenJsonException {
    try {
      return parser.getText();
    } catch (IOException broken) {
      throw broken(broken);
    }
  }

  /** Where the token at the reader begins. */
  public int start() {
    return byteOf(parser.currentTokenLocation().getCharOffset());
  }

  /** Past the last byte of the token at the reader, which is no name. */
  public int end() throws BrokenJsonException {
    try {
      parser.finishToken();
    } catch (IOException broken) {
      throw broken(broken);
    }
    return byteOf(parser.currentLocation().getCharOffset());
  }

  /** Goes to the end of the value at the reader: from an object's or array's begin to its end. */
  public void skip() throws BrokenJsonException {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
      int outside = depth - 1;
      while (depth > outside) {
        if (next() == null) {
          throw new BrokenJsonException("the text ends within a value");
        }
      }
    }
  }

  /** Objects and arrays that are open at the reader, one that just begins with them. */
  public int depth() {
    return depth;
  }

  /**
   * Leaves an object that had too many members or too long a name, so that what follows it can be
   * read.
   *
   * @param outside the depth to come out at
   * @return false when something else was broken: then nothing more can be read
   * @throws BrokenJsonException when the rest is no JSON
   */
  public boolean leave(int outside) throws BrokenJsonException {
    if (!overfull) {
      return false;
    }
    overfull = false;
    try {
      while (depth > outside) {
        JsonToken token = parser.nextToken();
        if (token == null) {
          throw new BrokenJsonException("the text ends within a value");
        }
        nest(token);
      }
      return true;
    } catch (IOException broken) {
      throw broken(broken);
    }
  }

  /** The bytes that are read. */
  public byte[] bytes() {
    return bytes;
  }

  /** Jackson's parser, for what it knows of the number it stands at. */
  public JsonParser parser() {
    return parser;
  }

  /** Gives its buffers back. */
  @Override
  public void close() {
    try {
      parser.close();
    } catch (IOException e) {
      throw new IllegalStateException("Cannot close a parser of bytes in memory", e);
    }
  }

  /** Steps from the last position to this one: tokens follow each other, so the steps are short. */
  private int byteOf(long charOffset) {
    if (ascii) {
      return from + (int) charOffset;
    }
    while (atChar < charOffset) {
      int first = bytes[atByte] & 0xFF;
      atByte += first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
      atChar += first < 0xF0 ? 1 : 2; // outside of the BMP a character is two of Java's
    }
    while (atChar > charOffset) {
      do {
        atByte--;
      } while ((bytes[atByte] & 0xC0) == 0x80);
      atChar -= (bytes[atByte] & 0xFF) < 0xF0 ? 1 : 2;
    }
    return atByte;
  }

  /** The parser's words and where they apply, without its excerpt of the source. */
  private BrokenJsonException broken(IOException cause) {
    if (cause instanceof BrokenJsonException known) {
      return known;
    }
    if (!(cause instanceof JsonProcessingException broken)) {
      return new BrokenJsonException("Cannot read bytes in memory: " + cause.getMessage());
    }
    String words = broken.getOriginalMessage();
    var location = broken.getLocation();
    String message =
        (words.length() > 200 ? words.substring(0, 200) + "…" : words)
            + (location == null ? "" : where(byteOf(location.getCharOffset())));
    return broken instanceof StreamConstraintsException
        ? BrokenJsonException.limit(message)
        : new BrokenJsonException(message);
  }

  private String where(int at) {
    return " (byte " + (at - from) + ")";
  }
}
