package dev.tributary.ingest.envelope;

import dev.tributary.ingest.http1.head.RequestHead;
import dev.tributary.ingest.json.JsonBytes;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/**
 * A request's headers as fields of the event: names in canonical case ({@code User-Agent}), so that
 * none equals a field of ours; repeated ones joined by a comma and a blank; a value that is not
 * UTF-8 is read as Latin-1, as HTTP meant it. Secrets and addresses of people stay out.
 */
public final class HeaderFields {
  private final HeaderRules rules;
  private final ClientAddress address;

  /**
   * @param rules which headers are never stored
   * @param address what is stored of the client's address, as {@code Client-Ip}
   */
  public HeaderFields(HeaderRules rules, ClientAddress address) {
    this.rules = rules;
    this.address = address;
  }

  /**
   * The fields, each with a comma before it.
   *
   * @param peer the address that the connection comes from
   */
  public byte[] json(RequestHead head, Supplier<String> peer) {
    JsonBytes out = new JsonBytes(256);
    for (int i = 0; i < head.headerCount(); i++) {
      if (!rules.drops(head, i) && isFirst(head, i)) {
        field(head, i, out);
      }
    }
    String client = address.of(head, peer);
    if (!client.isEmpty()) {
      out.raw(",\"Client-Ip\":").text(client);
    }
    return out.toByteArray();
  }

  private void field(RequestHead head, int header, JsonBytes out) {
    out.raw(",\"");
    name(head, header, out);
    out.raw("\":\"");
    boolean url = rules.isUrl(head, header);
    value(head, header, url, out);
    for (int i = header + 1; i < head.headerCount(); i++) {
      if (isSameName(head, header, i)) {
        out.raw(", ");
        value(head, i, url, out);
      }
    }
    out.raw('"');
  }

  private static void name(RequestHead head, int header, JsonBytes out) {
    byte[] bytes = head.bytes();
    boolean first = true;
    for (int i = head.nameFrom(header); i < head.nameTo(header); i++) {
      char c = (char) bytes[i];
      boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
      out.raw(letter ? (char) (first ? c & ~0x20 : c | 0x20) : c);
      first = c == '-';
    }
  }

  private static void value(RequestHead head, int header, boolean url, JsonBytes out) {
    byte[] bytes = head.bytes();
    int from = head.valueFrom(header);
    int to = head.valueTo(header);
    if (url) {
      to = queryFrom(bytes, from, to);
      int host = hostFrom(bytes, from, to);
      if (host > from) {
        text(bytes, from, schemeTo(bytes, from, host), out);
        from = host;
      }
    }
    text(bytes, from, to, out);
  }

  private static int queryFrom(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && bytes[at] != '?' && bytes[at] != '#') {
      at++;
    }
    return at;
  }

  private static int schemeTo(byte[] bytes, int from, int to) {
    for (int i = from; i + 2 < to; i++) {
      if (bytes[i] == ':' && bytes[i + 1] == '/' && bytes[i + 2] == '/') {
        return i + 3;
      }
    }
    return from;
  }

  /** Behind the user of a URL, or where it begins. */
  private static int hostFrom(byte[] bytes, int from, int to) {
    int host = from;
    for (int i = schemeTo(bytes, from, to); i < to && bytes[i] != '/'; i++) {
      if (bytes[i] == '@') {
        host = i + 1;
      }
    }
    return host;
  }

  private static void text(byte[] bytes, int from, int to, JsonBytes out) {
    if (isAscii(bytes, from, to) || isUtf8(bytes, from, to)) {
      out.escaped(bytes, from, to);
      return;
    }
    byte[] utf8 =
        new String(bytes, from, to - from, StandardCharsets.ISO_8859_1)
            .getBytes(StandardCharsets.UTF_8);
    out.escaped(utf8, 0, utf8.length);
  }

  private static boolean isAscii(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] < 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean isUtf8(byte[] bytes, int from, int to) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, to - from));
      return true;
    } catch (CharacterCodingException other) {
      return false;
    }
  }

  private static boolean isFirst(RequestHead head, int header) {
    for (int i = 0; i < header; i++) {
      if (isSameName(head, i, header)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isSameName(RequestHead head, int one, int other) {
    int from = head.nameFrom(one);
    int length = head.nameTo(one) - from;
    int otherFrom = head.nameFrom(other);
    if (head.nameTo(other) - otherFrom != length) {
      return false;
    }
    byte[] bytes = head.bytes();
    for (int i = 0; i < length; i++) {
      if (lower(bytes[from + i]) != lower(bytes[otherFrom + i])) {
        return false;
      }
    }
    return true;
  }

  private static int lower(byte b) {
    return b >= 'A' && b <= 'Z' ? b + 32 : b;
  }
}
