package dev.tributary.ingest.http;

import dev.tributary.ingest.buffers.Body;
import dev.tributary.ingest.buffers.Buffers;
import dev.tributary.ingest.buffers.ReceivedBytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;

/** Reads bodies, also compressed ones, up to a bound that holds after decompression. */
public final class Bodies {
  private final int maxBytes;

  /**
   * @param maxBytes biggest body, after decompression
   */
  public Bodies(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /**
   * The whole body.
   *
   * @throws ProblemException 413 when it is too large, 415 when its encoding is unknown, 400 when
   *     it is broken
   */
  public Body read(Request request) {
    String coding = request.head().header("content-encoding").orElse("identity");
    boolean gzip =
        switch (coding.toLowerCase(Locale.ROOT)) {
          case "identity", "" -> false;
          case "gzip", "x-gzip" -> true;
          default ->
              throw new ProblemException(
                  415, "Content-Encoding must be gzip or identity: " + coding);
        };
    long length = request.head().framing().length();
    if (length == 0) {
      return Body.EMPTY;
    }
    if (length > maxBytes) {
      throw tooLarge(maxBytes);
    }
    BodyMemory.Lease memory = request.memory();
    receive(request, length, memory);
    memory.beginTurn();
    return gzip && memory.received().size() > 0
        ? new GzipMembers(memory.received(), maxBytes, memory).unpack()
        : memory.join();
  }

  private void receive(Request request, long length, BodyMemory.Lease memory) {
    int expected = length < 0 ? maxBytes + 1 : (int) length + 1; // one more, to see the end
    try (InputStream in = request.body()) {
      bounded(in, expected, memory);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the request's body", e);
    }
  }

  /** Room grows as bytes come: what a client announces takes none. */
  private void bounded(InputStream in, int expected, BodyMemory.Lease memory) throws IOException {
    ReceivedBytes body = memory.received();
    int read = 0;
    while (read >= 0) {
      if (body.isFull()) {
        memory.receiveMore(Math.min(expected - body.size(), Buffers.CHUNK_BYTES));
      }
      int at = body.lastSize();
      read = in.read(body.last(), at, body.last().length - at);
      if (read > 0) {
        YieldPolicy.afterBytes(body.size(), body.size() + read);
        body.came(read);
      }
      if (body.size() > maxBytes) {
        throw tooLarge(maxBytes);
      }
    }
  }

  static ProblemException tooLarge(int maxBytes) {
    return new ProblemException(
        413, "The body is too large (limit=" + maxBytes + " bytes): send less at once");
  }
}
