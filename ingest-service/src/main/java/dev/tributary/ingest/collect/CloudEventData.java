package dev.tributary.ingest.collect;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/** The data of a CloudEvent as members of ours: what is no JSON object goes under {@code value}. */
final class CloudEventData {
  private CloudEventData() {}

  /** A JSON value. */
  static CloudEvent.Members json(RawValue value) {
    if (value.isNull()) {
      return out -> false;
    }
    if (value.isObject()) {
      return value::writeMembers;
    }
    return out -> {
      out.raw("\"value\":");
      value.write(out);
      return true;
    };
  }

  /**
   * Bytes of a media type: JSON as JSON, text as a string, all else as base64.
   *
   * @throws Problem 400 when the type says JSON and the bytes are none
   */
  static CloudEvent.Members of(String contentType, byte[] bytes) {
    if (bytes.length == 0) {
      return out -> false;
    }
    String type = contentType.toLowerCase(Locale.ROOT).replaceAll("\\s*;.*", "");
    if (type.isEmpty() || type.endsWith("/json") || type.endsWith("+json")) {
      JsonBody body = JsonBody.of(bytes);
      return out -> body.writeMembers(out, true);
    }
    String text = type.startsWith("text/") || type.endsWith("xml") ? utf8(bytes) : null;
    return out -> {
      String value = text == null ? Base64.getEncoder().encodeToString(bytes) : text;
      out.raw("\"value\":").text(value);
      return true;
    };
  }

  private static String utf8(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException binary) {
      return null;
    }
  }
}
