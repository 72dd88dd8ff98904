package dev.tributary.schemas;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Decodes a Kafka record's value: the door's flat JSON object, with or without the fields that the
 * old service did not write. The door checks with this class what the pipeline decodes with it.
 * Thread safe.
 */
public final class EventDecoder {
  /** Deepest nesting of objects and arrays that is taken. */
  public static final int MAX_DEPTH = 1_000;

  /** Most characters that one number may have. */
  public static final int MAX_NUMBER_LENGTH = 1_000;

  static final JsonFactory JSON =
      new JsonFactoryBuilder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNumberLength(MAX_NUMBER_LENGTH)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private final EventSchemas schemas;
  private final SharedTexts shared = new SharedTexts();

  /** Decodes by the declared event types of this build. */
  public EventDecoder() {
    this(EventSchemas.declared());
  }

  /** Decodes by these event types. */
  public EventDecoder(EventSchemas schemas) {
    this.schemas = schemas;
  }

  /**
   * Decodes one record.
   *
   * @param value the record's value; an empty array for a record without one
   * @param recordMillis the record's Kafka timestamp, milliseconds since the epoch: the time of
   *     receipt of an event that names none, or an impossible one
   */
  public Decoded decode(byte[] value, long recordMillis) {
    if (isBlank(value)) {
      return reject(Reason.EMPTY, "the record has no value");
    }
    if (!Utf8.isValid(value)) {
      return reject(Reason.NOT_UTF8, "the record is not UTF-8");
    }
    if (looksLikeAnotherEncoding(value)) {
      return reject(Reason.NOT_JSON, "JSON must be UTF-8 without a byte order mark");
    }
    try {
      Event plain = new PlainEnvelope(schemas, shared, value).read(recordMillis);
      return plain == null ? decodeSlowly(value, recordMillis) : new Decoded.Valid(plain);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read bytes in memory", e);
    }
  }

  /** Any record, in the slow and obvious way: the twin of the fast one. */
  Decoded decodeSlowly(byte[] value, long recordMillis) throws IOException {
    try (JsonParser parser = JSON.createParser(value)) {
      return new EnvelopeReader(schemas, new JsonText(parser, value, 0)).read(recordMillis);
    } catch (StreamConstraintsException past) {
      return reject(Reason.LIMIT_EXCEEDED, past.getOriginalMessage());
    } catch (JsonProcessingException broken) {
      return reject(Reason.NOT_JSON, describe(broken));
    }
  }

  private static Decoded reject(Reason reason, String rule) {
    return new Decoded.Invalid(Rejection.ofRecord(reason, rule));
  }

  /** The parser's words and where they apply, without its excerpt of the source. */
  private static String describe(JsonProcessingException broken) {
    var where = broken.getLocation();
    String words = broken.getOriginalMessage();
    return "the record is not JSON: "
        + (words.length() > 200 ? words.substring(0, 200) + "…" : words)
        + (where == null ? "" : " (byte " + where.getByteOffset() + ")");
  }

  private static boolean isBlank(byte[] value) {
    for (byte b : value) {
      if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
        return false;
      }
    }
    return true;
  }

  /**
   * The parser would detect UTF-16, UTF-32 and byte order marks by itself; RFC 8259, 8.1 has none.
   */
  private static boolean looksLikeAnotherEncoding(byte[] value) {
    if (value[0] == (byte) 0xEF) {
      return true;
    }
    for (int i = 0; i < Math.min(4, value.length); i++) {
      if (value[i] == 0) {
        return true;
      }
    }
    return false;
  }
}
