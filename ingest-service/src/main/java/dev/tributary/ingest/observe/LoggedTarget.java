package dev.tributary.ingest.observe;

import dev.tributary.ingest.http.QueryParameters;
import dev.tributary.ingest.http1.head.RequestHead;

/** A request's path and query as the access log shows them: without write keys, and cut. */
final class LoggedTarget {
  private static final String KEY = "write_key";

  private LoggedTarget() {}

  static String of(RequestHead head) {
    String query = head.query();
    if (query.isEmpty()) {
      return AccessEntry.cut(head.path());
    }
    StringBuilder target = new StringBuilder(AccessEntry.cut(head.path()));
    char before = '?';
    int from = 0;
    while (from <= query.length() && target.length() < AccessEntry.MAX_TEXT) {
      int end = query.indexOf('&', from);
      int to = end < 0 ? query.length() : end;
      if (!isWriteKey(query, from, to)) {
        int most = from + AccessEntry.MAX_TEXT - target.length();
        target.append(before).append(query, from, Math.min(to, most));
        before = '&';
      }
      from = to + 1;
    }
    return target.toString();
  }

  /** A URL without its query and fragment, and without the user before its host. */
  static String withoutSecrets(String url) {
    int end = 0;
    while (end < url.length() && url.charAt(end) != '?' && url.charAt(end) != '#') {
      end++;
    }
    String place = url.substring(0, end);
    int scheme = place.indexOf("://");
    int host = scheme < 0 ? 0 : scheme + 3;
    int path = place.indexOf('/', host);
    int user = place.lastIndexOf('@', path < 0 ? place.length() : path);
    return user < host ? place : place.substring(0, host) + place.substring(user + 1);
  }

  private static boolean isWriteKey(String query, int from, int to) {
    int equals = query.indexOf('=', from);
    int end = equals < 0 || equals > to ? to : equals;
    if (end - from > 3 * KEY.length()) {
      return false;
    }
    try {
      return QueryParameters.percentDecode(query.substring(from, end)).equals(KEY);
    } catch (IllegalArgumentException broken) {
      return true; // not logged rather than guessed
    }
  }
}
