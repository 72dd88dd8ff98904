package dev.tributary.ingest.collect;

import dev.tributary.ingest.gate.GateSelector;
import dev.tributary.ingest.gate.RefusedRequest;
import dev.tributary.ingest.gate.RequestHead;
import io.helidon.common.buffers.DataReader;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.function.Supplier;

/** Takes each request from Helidon, lets the {@link Router} answer it, and sends the answer. */
public final class Door implements Handler {
  private static final byte[] NO_BODY = new byte[0];

  private final Router router;
  private final Observer observer;

  public Door(Router router, Observer observer) {
    this.router = router;
    this.observer = observer;
  }

  @Override
  public void handle(ServerRequest request, ServerResponse response) {
    long began = System.nanoTime();
    observer.began();
    RequestHead head = GateSelector.currentHead();
    Reply reply = null;
    try {
      reply = reply(head, () -> request.content().inputStream());
      boolean unread = head.framing().length() != 0 && !request.content().consumed();
      if (unread || router.isDraining()) {
        response.header(HeaderNames.CONNECTION, "close");
        GateSelector.endAfterAnswer();
      }
      send(reply, head, response);
    } catch (DataReader.InsufficientDataAvailableException | UncheckedIOException gone) {
      throw new CloseConnectionException("The client went away", gone);
    } finally {
      String peer = request.remotePeer().host();
      Reply sent = reply == null ? Reply.GONE : reply;
      observer.answered(head, router.pathOf(head), peer, sent, System.nanoTime() - began);
    }
  }

  private Reply reply(RequestHead head, Supplier<InputStream> body) {
    try {
      return router.answer(head, body);
    } catch (RefusedRequest refused) {
      return new Problem(refused.status(), refused.getMessage()).reply();
    }
  }

  private static void send(Reply reply, RequestHead head, ServerResponse response) {
    response.status(Status.create(reply.status()));
    if (!reply.contentType().isEmpty()) {
      response.header(HeaderNames.CONTENT_TYPE, reply.contentType());
    }
    reply.headers().forEach((name, value) -> response.header(name, value));
    if (head.method().equals("HEAD")) {
      response.header(HeaderNames.CONTENT_LENGTH, String.valueOf(reply.body().length));
      response.send(NO_BODY);
      return;
    }
    response.send(reply.body());
  }
}
