package dev.tributary.ingest.envelope;

import dev.tributary.ingest.http1.head.RequestHead;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which request headers are never stored: what looks like a credential by its name, the addresses
 * of people, and what the operator names. Asked for each header of each event. Immutable.
 */
public final class HeaderRules {
  private static final List<String> SECRETS =
      List.of("authorization", "proxy-authorization", "cookie", "set-cookie", "x-api-key");
  private static final List<String> ADDRESSES =
      List.of(
          "x-forwarded-for",
          "forwarded",
          "x-forwarded",
          "x-original-forwarded-for",
          "cloudfront-viewer-address",
          "x-envoy-external-address");
  private static final List<String> URLS =
      List.of("referer", "x-original-url", "x-original-uri", "x-rewrite-url", "x-forwarded-uri");

  /** Parts of a name that say: a credential. */
  private static final String[] CREDENTIALS = {
    "token",
    "secret",
    "jwt",
    "assertion",
    "session",
    "auth",
    "csrf",
    "key",
    "cookie",
    "passw",
    "credential"
  };

  /** The field in which we write the client's address ourselves. */
  private static final String ADDRESS_FIELD = "client-ip";

  private final String[] dropped;
  private final String[] kept;
  private final String[] urls;
  private final boolean addresses;

  /**
   * @param alsoDropped further names that are never stored, in any case
   * @param kept the only names that are stored, less those that never are; empty for all
   * @param addresses headers with addresses are stored only with {@link Addresses#FULL}
   */
  public HeaderRules(Set<String> alsoDropped, Set<String> kept, Addresses addresses) {
    this.addresses = addresses == Addresses.FULL;
    List<String> names = new ArrayList<>(SECRETS);
    names.addAll(alsoDropped);
    names.add(ADDRESS_FIELD);
    if (!this.addresses) {
      names.addAll(ADDRESSES);
    }
    this.dropped = lowerCase(names);
    this.kept = lowerCase(kept);
    this.urls = lowerCase(URLS);
  }

  /** Whether the header is left out. */
  boolean drops(RequestHead head, int header) {
    return isIn(dropped, head, header)
        || kept.length > 0 && !isIn(kept, head, header)
        || looksSecret(head.bytes(), head.nameFrom(header), head.nameTo(header));
  }

  /** Whether the header's value is a URL, whose query and user are left out. */
  boolean isUrl(RequestHead head, int header) {
    return isIn(urls, head, header);
  }

  private static boolean isIn(String[] names, RequestHead head, int header) {
    for (String name : names) {
      if (head.isNamed(header, name)) {
        return true;
      }
    }
    return false;
  }

  private boolean looksSecret(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      switch (bytes[i] | 0x20) {
        case 't', 's', 'j', 'a', 'c', 'k', 'p' -> {
          if (hasCredential(bytes, i, to)) {
            return true;
          }
        }
        default -> {
          // no such part begins here
        }
      }
    }
    return !addresses && endsWithIp(bytes, from, to);
  }

  private static boolean hasCredential(byte[] bytes, int from, int to) {
    for (String part : CREDENTIALS) {
      if (part.length() <= to - from && isAt(bytes, from, part)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isAt(byte[] bytes, int from, String part) {
    for (int i = 0; i < part.length(); i++) {
      if ((bytes[from + i] | 0x20) != part.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static boolean endsWithIp(byte[] bytes, int from, int to) {
    return to - from >= 3
        && bytes[to - 3] == '-'
        && (bytes[to - 2] | 0x20) == 'i'
        && (bytes[to - 1] | 0x20) == 'p';
  }

  private static String[] lowerCase(Collection<String> names) {
    return names.stream()
        .map(name -> name.toLowerCase(Locale.ROOT))
        .distinct()
        .toArray(String[]::new);
  }
}
