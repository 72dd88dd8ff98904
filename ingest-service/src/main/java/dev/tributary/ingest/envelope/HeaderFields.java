package dev.tributary.ingest.envelope;

import dev.tributary.ingest.gate.RequestHead;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A request's headers as fields of the event: names in canonical case ({@code User-Agent}), so that
 * none equals a field of ours; repeated ones joined by a comma and a blank; a value that is not
 * UTF-8 is read as Latin-1, as HTTP meant it. Secrets and addresses of people stay out.
 */
public final class HeaderFields {
  private static final Set<String> SECRETS =
      Set.of("authorization", "proxy-authorization", "cookie", "set-cookie", "x-api-key");
  private static final Set<String> ADDRESSES =
      Set.of("x-forwarded-for", "forwarded", "x-real-ip", "true-client-ip", "cf-connecting-ip");

  private static final String ADDRESS_FIELD = "client-ip";

  private final String[] dropped;
  private final ClientAddress address;

  /**
   * @param alsoDropped further header names that are never stored, in any case
   * @param addresses what is stored of the client's address, as {@code Client-Ip}
   * @param addressHeader header in which the proxy before us writes it; empty when there is none
   */
  public HeaderFields(Set<String> alsoDropped, Addresses addresses, String addressHeader) {
    Stream<String> all = Stream.concat(SECRETS.stream(), alsoDropped.stream());
    if (addresses != Addresses.FULL) {
      all = Stream.concat(all, ADDRESSES.stream());
    }
    this.dropped =
        Stream.concat(all, Stream.of(ADDRESS_FIELD))
            .map(name -> name.toLowerCase(Locale.ROOT))
            .distinct()
            .toArray(String[]::new);
    this.address = new ClientAddress(addresses, addressHeader);
  }

  /**
   * The fields, each with a comma before it.
   *
   * @param peer the address that the connection comes from
   */
  public byte[] json(RequestHead head, Supplier<String> peer) {
    JsonBytes out = new JsonBytes(256);
    for (int i = 0; i < head.headerCount(); i++) {
      if (!isDropped(head, i) && isFirst(head, i)) {
        field(head, i, out);
      }
    }
    String client = address.of(head, peer);
    if (!client.isEmpty()) {
      out.raw(",\"Client-Ip\":").text(client);
    }
    return out.toByteArray();
  }

  private boolean isDropped(RequestHead head, int header) {
    for (String name : dropped) {
      if (head.isNamed(header, name)) {
        return true;
      }
    }
    return false;
  }

  private static void field(RequestHead head, int header, JsonBytes out) {
    out.raw(",\"");
    name(head, header, out);
    out.raw("\":\"");
    value(head, header, out);
    for (int i = header + 1; i < head.headerCount(); i++) {
      if (isSameName(head, header, i)) {
        out.raw(", ");
        value(head, i, out);
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

  private static void value(RequestHead head, int header, JsonBytes out) {
    int from = head.valueFrom(header);
    int to = head.valueTo(header);
    byte[] bytes = head.bytes();
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
