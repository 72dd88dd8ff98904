package dev.tributary.ingest.format.cloudevents;

import dev.tributary.ingest.format.EventError;
import dev.tributary.ingest.format.RawValue;
import dev.tributary.ingest.http.MediaType;
import dev.tributary.schemas.json.BrokenJsonException;
import dev.tributary.schemas.json.JsonReader;
import dev.tributary.schemas.rules.RejectionReason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** What the data of a CloudEvent is. */
sealed interface CloudEventData {
  /** There is none. */
  CloudEventData NONE = new None();

  /** There is none. */
  record None() implements CloudEventData {}

  /** A JSON value. */
  record Json(RawValue value) implements CloudEventData {}

  /** Text, or bytes in base64. */
  record Text(String text) implements CloudEventData {}

  /** It breaks a rule. */
  record Broken(EventError error) implements CloudEventData {}

  /** A JSON value. */
  static CloudEventData of(RawValue value) {
    return value.isNull() ? NONE : new Json(value);
  }

  /**
   * Bytes of a media type: JSON as JSON, text as text, all else as base64. Bytes without a type are
   * what they can be, in this order.
   */
  static CloudEventData of(MediaType type, byte[] bytes) {
    if (bytes.length == 0) {
      return NONE;
    }
    if (type.isJson()) {
      return json(type.charset().isEmpty() ? bytes : recoded(bytes, type));
    }
    if (type.name().isEmpty() && json(bytes) instanceof Json value) {
      return value;
    }
    boolean text = type.isText() || type.name().isEmpty();
    return new Text(
        (text ? decoded(bytes, type) : Optional.<String>empty())
            .orElseGet(() -> Base64.getEncoder().encodeToString(bytes)));
  }

  /** In UTF-8, or as they came. */
  private static byte[] recoded(byte[] bytes, MediaType type) {
    return decoded(bytes, type).map(text -> text.getBytes(StandardCharsets.UTF_8)).orElse(bytes);
  }

  private static CloudEventData json(byte[] bytes) {
    try (JsonReader reader = JsonReader.of(bytes)) {
      if (reader.next() == null) {
        return broken(
            RejectionReason.BAD_DATA, "must be JSON, as datacontenttype says: it is blank");
      }
      RawValue value = RawValue.at(reader);
      return reader.next() == null
          ? of(value)
          : broken(RejectionReason.BAD_DATA, "must be one JSON value, there is text after it");
    } catch (BrokenJsonException no) {
      RejectionReason reason =
          no.reason() == RejectionReason.NOT_JSON ? RejectionReason.BAD_DATA : no.reason();
      return broken(reason, "must be JSON, as datacontenttype says: " + no.getMessage());
    } catch (IOException e) {
      return broken(RejectionReason.BAD_DATA, "can't be read: " + e.getMessage());
    }
  }

  private static CloudEventData broken(RejectionReason reason, String rule) {
    return new Broken(EventError.of(reason, "data", "", rule));
  }

  /** The bytes as text by the type's charset, UTF-8 without one; empty when they are none. */
  private static Optional<String> decoded(byte[] bytes, MediaType type) {
    try {
      Charset charset = type.charset().map(Charset::forName).orElse(StandardCharsets.UTF_8);
      return Optional.of(charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException | IllegalArgumentException noText) {
      return Optional.empty();
    }
  }
}
