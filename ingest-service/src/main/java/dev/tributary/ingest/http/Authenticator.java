package dev.tributary.ingest.http;

import dev.tributary.ingest.http1.head.RequestHead;

/** Finds out which client sends a request, by its write key. */
public interface Authenticator {
  /** The parameter of the query that has the write key. */
  String PARAMETER = "write_key";

  /** No write keys are configured. */
  Authenticator ANYONE = (head, query) -> Client.ANYONE;

  /**
   * The client that sent the request.
   *
   * @param query the query with the write key, if there is one
   * @throws ProblemException 401 when the request has no good write key
   */
  Client authenticate(RequestHead head, QueryParameters query);
}
