package dev.tributary.ingest.http;

import dev.tributary.ingest.http1.head.RequestHead;
import java.io.InputStream;
import java.util.function.Supplier;

/** A request that has reached its endpoint. For the connection's one thread. */
public final class Request {
  private final RequestContext context;
  private final QueryParameters query;
  private final long receivedMillis;
  private final Client client;
  private final Authenticator authenticator;

  /**
   * @param query its query, without the write key
   * @param receivedMillis time of receipt, milliseconds since the epoch
   * @param client who sends it
   * @param authenticator finds out who has a key that stands in the body
   */
  Request(
      RequestContext context,
      QueryParameters query,
      long receivedMillis,
      Client client,
      Authenticator authenticator) {
    this.context = context;
    this.query = query;
    this.receivedMillis = receivedMillis;
    this.client = client;
    this.authenticator = authenticator;
  }

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
    QueryParameters key = QueryParameters.of(Authenticator.PARAMETER, writeKey);
    Client found = authenticator.authenticate(head(), key);
    return new Request(context, query, receivedMillis, found, authenticator);
  }

  public RequestHead head() {
    return context.current().head();
  }

  /** Its query, without the write key. */
  public QueryParameters query() {
    return query;
  }

  /** Opens its body; once. */
  InputStream body() {
    return context.body().get();
  }

  /** Tells the address that the connection comes from. */
  public Supplier<String> peer() {
    return context.peer();
  }

  /** What it may take of the heap. */
  public BodyMemory.Lease memory() {
    return context.memory();
  }

  /** When the newest of its bytes came, as {@link System#nanoTime}. */
  public long lastReadNanos() {
    return context.current().lastReadNanos();
  }

  /** Time of receipt, milliseconds since the epoch. */
  public long receivedMillis() {
    return receivedMillis;
  }

  /** The client that sends it. */
  public Client client() {
    return client;
  }
}
