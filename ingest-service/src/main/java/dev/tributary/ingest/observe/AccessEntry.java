package dev.tributary.ingest.observe;

import dev.tributary.ingest.http.Response;
import dev.tributary.ingest.http1.head.RequestHead;

/**
 * One answer, for the access log. Texts are cut, so that a line that waits keeps no whole head.
 *
 * @param http HTTP's version, empty where the request could not be read
 * @param nanos how long it took
 * @param atMillis when it was answered, milliseconds since the epoch
 */
record AccessEntry(
    String peer,
    String method,
    String target,
    String http,
    String referer,
    String userAgent,
    int status,
    int bytes,
    long nanos,
    long atMillis) {

  /** Longest text of a client's. */
  static final int MAX_TEXT = 1024;

  private static final int FIXED_BYTES = 200;

  static AccessEntry of(
      RequestHead head, String peer, Response response, long nanos, long atMillis) {
    return new AccessEntry(
        peer,
        head.method(),
        LoggedTarget.of(head),
        head.isHttp10() ? "1.0" : "1.1",
        cut(LoggedTarget.withoutSecrets(head.header("referer").orElse(""))),
        cut(head.header("user-agent").orElse("")),
        response.status(),
        response.body().length,
        nanos,
        atMillis);
  }

  /** A request that never reached a handler: nothing of it is known for certain. */
  static AccessEntry refused(String peer, int status, long atMillis) {
    return new AccessEntry(peer, "", "", "", "", "", status, 0, 0, atMillis);
  }

  /** What it takes of the heap, about. */
  int weight() {
    return FIXED_BYTES
        + peer.length()
        + method.length()
        + target.length()
        + referer.length()
        + userAgent.length();
  }

  static String cut(String text) {
    return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
  }
}
