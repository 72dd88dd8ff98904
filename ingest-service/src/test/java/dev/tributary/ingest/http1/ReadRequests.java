package dev.tributary.ingest.http1;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;

/**
 * What a parser read out of a connection's bytes.
 *
 * @param complete the requests whose last byte came, in order
 * @param end why there are no more
 * @param refusal what it said when it refused; else empty
 */
record ReadRequests(List<Request> complete, End end, String refusal) {
  /** Why a parser stopped. */
  enum End {
    /** The bytes were at their end, or in the middle of a request. */
    NO_MORE_BYTES,
    /** After this request the connection closes, whatever follows. */
    CLOSED,
    /** What follows is no request. */
    REFUSED
  }

  /**
   * One request; a char is a byte.
   *
   * @param body without its framing
   */
  record Request(String method, String body) {
    static Request of(String method, byte[] body) {
      return new Request(method, new String(body, ISO_8859_1));
    }
  }
}
