package dev.tributary.ingest.http;

import dev.tributary.ingest.connections.Drain;
import dev.tributary.ingest.http1.CurrentRequest;
import dev.tributary.ingest.http1.head.RefusedRequestException;
import dev.tributary.ingest.http1.head.RequestHead;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.socket.SocketWriterException;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ServerConnectionException;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.function.Supplier;

/** Takes each request from Helidon, lets the {@link Router} answer it, and sends the answer. */
public final class RequestHandler implements Handler {
  private static final long MAX_SKIPPED_BYTES = 64 * 1024;
  private static final byte[] NO_BODY = new byte[0];

  private final Router router;
  private final BodyMemory memory;
  private final RequestListener listener;
  private final Drain drain;

  public RequestHandler(Router router, BodyMemory memory, RequestListener listener, Drain drain) {
    this.router = router;
    this.memory = memory;
    this.listener = listener;
    this.drain = drain;
  }

  @Override
  public void handle(ServerRequest request, ServerResponse out) {
    long began = System.nanoTime();
    listener.began();
    CurrentRequest current = CurrentRequest.ofThisThread();
    RequestHead head = current.head();
    Supplier<String> peer = () -> address(request.remotePeer().address());
    Response response = Response.GONE;
    try (BodyMemory.Lease lease = memory.lease(current.turn())) {
      Supplier<InputStream> body = () -> request.content().inputStream();
      response = response(new RequestContext(current, body, peer, lease));
      if (response.status() >= 400) {
        current.refuse();
      }
      if (drain.isAnnounced() || isTooMuchUnread(head, request)) {
        out.header(HeaderNames.CONNECTION, "close");
        current.endAfterAnswer();
      }
      Response sent = response;
      current.answer(() -> send(sent, head, out));
    } catch (DataReader.InsufficientDataAvailableException
        | ServerConnectionException
        | SocketWriterException
        | UncheckedIOException gone) {
      response = Response.GONE;
      throw new CloseConnectionException("The client went away", gone);
    } finally {
      listener.answered(head, router.pathOf(head), peer, response, System.nanoTime() - began);
    }
  }

  /** A small unread rest of a body is skipped; a large one ends the connection. */
  private static boolean isTooMuchUnread(RequestHead head, ServerRequest request) {
    long length = head.framing().length();
    boolean held = head.framing().expectContinue(); // it would be asked for after the answer
    boolean little = length == 0 || length > 0 && length <= MAX_SKIPPED_BYTES && !held;
    return !little && !request.content().consumed();
  }

  private Response response(RequestContext context) {
    try {
      return router.answer(context);
    } catch (RefusedRequestException refused) {
      return new ProblemException(refused.status(), refused.getMessage()).response();
    }
  }

  /** The peer's address as text, empty when it has none. */
  public static String address(SocketAddress peer) {
    return peer instanceof InetSocketAddress internet && internet.getAddress() != null
        ? internet.getAddress().getHostAddress()
        : "";
  }

  private static void send(Response response, RequestHead head, ServerResponse out) {
    out.status(Status.create(response.status()));
    if (!response.contentType().isEmpty()) {
      out.header(HeaderNames.CONTENT_TYPE, response.contentType());
    }
    response.headers().forEach((name, value) -> out.header(name, value));
    if (head.method().equals("HEAD")) {
      out.header(HeaderNames.CONTENT_LENGTH, String.valueOf(response.body().length));
      out.send(NO_BODY);
      return;
    }
    out.send(response.body());
  }
}
