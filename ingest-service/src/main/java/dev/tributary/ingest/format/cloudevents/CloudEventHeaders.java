package dev.tributary.ingest.format.cloudevents;

import dev.tributary.ingest.buffers.Body;
import dev.tributary.ingest.format.EventError;
import dev.tributary.ingest.format.EventLimits;
import dev.tributary.ingest.format.EventMemory;
import dev.tributary.ingest.format.JsonBody;
import dev.tributary.ingest.format.ParsedEvent;
import dev.tributary.ingest.http.MediaType;
import dev.tributary.ingest.http1.head.RequestHead;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Reads a CloudEvent in binary mode: attributes in {@code ce-} headers, data in the body. */
public final class CloudEventHeaders {
  private static final String PREFIX = "ce-";

  /** An attribute's characters are at most so many bytes, with all of them percent-encoded. */
  private static final int MAX_BYTES = 12 * CloudEvent.MAX_ATTRIBUTE_LENGTH;

  private CloudEventHeaders() {}

  /** True when the request is a CloudEvent in binary mode. */
  public static boolean areIn(RequestHead head) {
    return head.header("ce-specversion").isPresent();
  }

  public static ParsedEvent read(RequestHead head, Body body, EventMemory memory)
      throws IOException {
    Map<String, String> attributes = new LinkedHashMap<>();
    for (int i = 0; i < head.headerCount(); i++) {
      String name = name(head, i);
      if (name.equals("content-type")) {
        name = PREFIX + "datacontenttype";
      }
      if (name.length() > PREFIX.length() && name.startsWith(PREFIX)) {
        String attribute = name.substring(PREFIX.length());
        int bytes = head.valueTo(i) - head.valueFrom(i);
        String value = bytes > MAX_BYTES ? "" : value(head, i);
        if (bytes > MAX_BYTES || value.length() > CloudEvent.MAX_ATTRIBUTE_LENGTH) {
          return new ParsedEvent.Malformed(CloudEvent.tooLong(attribute));
        }
        attributes.put(attribute, value);
      }
    }
    if (body.length() > 2 * EventLimits.MAX_EVENT_BYTES) { // UTF-16 may shrink by half
      return new ParsedEvent.Malformed(EventError.TOO_LARGE);
    }
    memory.hold(4L * body.length()); // as text, in UTF-8 and in base64
    MediaType sent = MediaType.of(attributes.getOrDefault("datacontenttype", ""));
    MediaType type = sent.isForm() && JsonBody.looksLikeJson(body) ? MediaType.of("") : sent;
    return new CloudEvent(attributes, CloudEventData.of(type, body.exactBytes())).parsed(memory);
  }

  private static String name(RequestHead head, int header) {
    int from = head.nameFrom(header);
    int length = head.nameTo(header) - from;
    return new String(head.bytes(), from, length, StandardCharsets.ISO_8859_1)
        .toLowerCase(Locale.ROOT);
  }

  /**
   * A value as text (HTTP binding, 3.1.3.2): a quoted string without its quotes, then decoded from
   * percent encoding and UTF-8. What can't be decoded stays as it came.
   */
  private static String value(RequestHead head, int header) {
    byte[] sent = unquoted(head.bytes(), head.valueFrom(header), head.valueTo(header));
    try {
      return utf8(decoded(sent));
    } catch (CharacterCodingException | IllegalArgumentException notEncoded) {
      try {
        return utf8(sent);
      } catch (CharacterCodingException latin1) {
        return new String(sent, StandardCharsets.ISO_8859_1);
      }
    }
  }

  private static String utf8(byte[] bytes) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }

  private static byte[] unquoted(byte[] bytes, int from, int to) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(to - from);
    if (to - from < 2 || bytes[from] != '"' || bytes[to - 1] != '"') {
      out.write(bytes, from, to - from);
      return out.toByteArray();
    }
    for (int i = from + 1; i < to - 1; i++) {
      if (bytes[i] == '\\' && i < to - 2) {
        i++;
      }
      out.write(bytes[i]);
    }
    return out.toByteArray();
  }

  /** A plus is a plus. */
  private static byte[] decoded(byte[] sent) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(sent.length);
    for (int i = 0; i < sent.length; i++) {
      if (sent[i] == '%') {
        out.write(hex(sent, i + 1) << 4 | hex(sent, i + 2));
        i += 2;
      } else {
        out.write(sent[i]);
      }
    }
    return out.toByteArray();
  }

  private static int hex(byte[] text, int at) {
    int digit = at < text.length ? Character.digit(text[at], 16) : -1;
    if (digit < 0) {
      throw new IllegalArgumentException("% must be followed by two hex digits");
    }
    return digit;
  }
}
