package dev.tributary.ingest.http;

import dev.tributary.ingest.http1.head.RequestHead;

/**
 * A request that has reached its endpoint.
 *
 * @param head its head
 * @param query its query, without the write key
 * @param context its body, peer and memory
 * @param receivedMillis time of receipt, milliseconds since the epoch
 * @param client who sends it
 * @param authenticator finds out who has a key that stands in the body
 */
public record Request(
    RequestHead head,
    QueryParameters query,
    RequestContext context,
    long receivedMillis,
    Client client,
    Authenticator authenticator) {

  /**
   * The same request, sent by who has this key, where its head does not say who sends it.
   *
   * @param writeKey from the body; empty when there is none
   * @throws ProblemException 401 when it is no good key
   */
  public Request withKeyOfBody(String writeKey) {
    if (client != Client.UNKNOWN) {
      return this;
    }
    Client found =
        authenticator.authenticate(head, QueryParameters.of(Authenticator.PARAMETER, writeKey));
    return new Request(head, query, context, receivedMillis, found, authenticator);
  }
}
