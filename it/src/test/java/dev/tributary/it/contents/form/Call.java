package dev.tributary.it.contents.form;

import java.util.List;

/**
 * A request as it goes over the wire.
 *
 * @param chunks the body; more than one part, or an unknown length, makes chunks
 */
public record Call(
    String method, String target, List<Header> headers, List<byte[]> chunks, Length length) {
  /** How the server learns how long the body is. */
  public enum Length {
    /** There is no body. */
    NONE,
    /** {@code Content-Length}. */
    TOLD,
    /** {@code Transfer-Encoding: chunked}. */
    CHUNKED
  }
}
