package dev.tributary.ingest.http;

import dev.tributary.ingest.json.JsonBytes;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;

/** The parameters of a query (WHATWG URL, form-urlencoded): names and values as text, in order. */
public final class QueryParameters {
  private static final QueryParameters NONE = new QueryParameters(Map.of());

  private final Map<String, List<String>> values;

  private QueryParameters(Map<String, List<String>> values) {
    this.values = values;
  }

  /**
   * Reads a query.
   *
   * @param query percent-encoded, one char a byte
   * @throws IllegalArgumentException when it is broken; the message says where
   */
  public static QueryParameters parse(String query) {
    if (query.isEmpty()) {
      return NONE;
    }
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (String pair : query.split("&")) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = decode(equals < 0 ? pair : pair.substring(0, equals));
        String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
        values.computeIfAbsent(name, first -> new ArrayList<>(1)).add(value);
      }
    }
    return new QueryParameters(values);
  }

  /** One parameter. */
  static QueryParameters of(String name, String value) {
    return new QueryParameters(Map.of(name, List.of(value)));
  }

  /** How many names there are. */
  public int size() {
    return values.size();
  }

  public boolean isEmpty() {
    return values.isEmpty();
  }

  /** The first value of a parameter. */
  public Optional<String> first(String name) {
    return Optional.ofNullable(values.get(name)).map(List::getFirst);
  }

  /** Whether there is a parameter of this name. */
  public boolean has(String name) {
    return values.containsKey(name);
  }

  /** The parameters without these. */
  public QueryParameters without(String... names) {
    return without(Arrays.asList(names));
  }

  /** The parameters without these. */
  public QueryParameters without(Collection<String> names) {
    if (values.isEmpty() || names.isEmpty()) {
      return this;
    }
    Map<String, List<String>> left = new LinkedHashMap<>(values);
    for (String name : names) {
      left.remove(name);
    }
    return new QueryParameters(left);
  }

  /**
   * The members of a JSON object, without braces; a repeated parameter becomes an array of text.
   */
  public void writeMembers(JsonBytes out) {
    writeMembers(out, (name, value) -> false);
  }

  /**
   * The same, where not all values are text.
   *
   * @param isJson whether the value of that name is written as it is: a JSON number or boolean
   */
  public void writeMembers(JsonBytes out, BiPredicate<String, String> isJson) {
    boolean first = true;
    for (var parameter : values.entrySet()) {
      if (!first) {
        out.raw(',');
      }
      first = false;
      out.text(parameter.getKey()).raw(':');
      List<String> all = parameter.getValue();
      for (int i = 0; i < all.size(); i++) {
        if (all.size() > 1) {
          out.raw(i == 0 ? '[' : ',');
        }
        if (isJson.test(parameter.getKey(), all.get(i))) {
          out.raw(all.get(i));
        } else {
          out.text(all.get(i));
        }
      }
      if (all.size() > 1) {
        out.raw(']');
      }
    }
  }

  /**
   * Decodes percent encoding.
   *
   * @throws IllegalArgumentException when it is broken
   */
  public static String percentDecode(String encoded) {
    return encoded.indexOf('%') < 0 ? encoded : decode(encoded.replace("+", "%2B"));
  }

  private static String decode(String encoded) {
    byte[] bytes = new byte[encoded.length()];
    int size = 0;
    for (int i = 0; i < encoded.length(); i++) {
      char c = encoded.charAt(i);
      if (c == '%') {
        bytes[size++] = (byte) (hex(encoded, i + 1) << 4 | hex(encoded, i + 2));
        i += 2;
      } else {
        bytes[size++] = (byte) (c == '+' ? ' ' : c);
      }
    }
    try {
      ByteBuffer decoded = ByteBuffer.wrap(bytes, 0, size);
      return StandardCharsets.UTF_8.newDecoder().decode(decoded).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("The query must be UTF-8 in percent encoding", e);
    }
  }

  private static int hex(String text, int at) {
    int digit = at < text.length() ? Character.digit(text.charAt(at), 16) : -1;
    if (digit < 0) {
      throw new IllegalArgumentException("In the query % must be followed by two hex digits");
    }
    return digit;
  }
}
