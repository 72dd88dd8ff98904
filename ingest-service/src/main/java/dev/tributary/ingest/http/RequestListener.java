package dev.tributary.ingest.http;

import dev.tributary.ingest.http1.head.RequestHead;
import java.util.function.Supplier;

/** Is notified of each answer, for metrics and the access log. Must not block. Thread safe. */
public interface RequestListener {
  /** A request has come. */
  void began();

  /**
   * An answer is written.
   *
   * @param path the route's path, empty when there is none
   * @param peer tells the client's address
   * @param nanos from the head's end to the answer's
   */
  void answered(
      RequestHead head, String path, Supplier<String> peer, Response response, long nanos);
}
