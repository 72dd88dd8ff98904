package dev.tributary.ingest.http;

import dev.tributary.ingest.http1.head.RequestHead;

/** Finds out who sends a request. */
public interface Callers {
  /** The parameter of the query that has the write key. */
  String PARAMETER = "write_key";

  /** No write keys are configured. */
  Callers ANYONE = (head, query) -> Caller.ANYONE;

  /**
   * The caller.
   *
   * @param query the query with the write key, if there is one
   * @throws Problem 401 when the request has no good write key
   */
  Caller identify(RequestHead head, QueryParameters query);
}
