package dev.tributary.ingest.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Locale;

/** Reads bodies, also compressed ones, up to a bound that holds after decompression. */
public final class Bodies {
  private static final byte[] EMPTY = new byte[0];
  private static final int FIRST_BYTES = 8 * 1024;

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
  public byte[] read(Request request) {
    String coding = request.head().header("content-encoding").orElse("identity");
    boolean gzip =
        switch (coding.toLowerCase(Locale.ROOT)) {
          case "identity", "" -> false;
          case "gzip", "x-gzip" -> true;
          default ->
              throw new ProblemException(
                  415, "Content-Encoding must be gzip or identity: " + coding);
        };
    byte[] sent = readPlain(request);
    request.memory().beginTurn();
    return gzip && sent.length > 0
        ? new GzipMembers(sent, maxBytes, request.memory()).unpack()
        : sent;
  }

  private byte[] readPlain(Request request) {
    long length = request.head().framing().length();
    if (length == 0) {
      return EMPTY;
    }
    if (length > maxBytes) {
      throw tooLarge(maxBytes);
    }
    int expected = length < 0 ? maxBytes + 1 : (int) length + 1; // one more, to see the end
    try (InputStream in = request.body()) {
      return bounded(in, expected, request.memory());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the request's body", e);
    }
  }

  /** Room grows as bytes come: what a client announces takes none. */
  private byte[] bounded(InputStream in, int expected, BodyMemory.Lease memory) throws IOException {
    byte[] body = new byte[Math.min(expected, FIRST_BYTES)];
    memory.takeForBody(body.length);
    int size = 0;
    int read = in.read(body, 0, body.length);
    while (read >= 0) {
      YieldPolicy.afterBytes(size, size + read);
      size += read;
      if (size > maxBytes) {
        throw tooLarge(maxBytes);
      }
      if (size == body.length) {
        int room = (int) Math.min(expected, 2L * size);
        memory.takeForBody(room - size);
        body = Arrays.copyOf(body, room);
      }
      read = in.read(body, size, body.length - size);
    }
    return size == body.length ? body : Arrays.copyOf(body, size);
  }

  static ProblemException tooLarge(int maxBytes) {
    return new ProblemException(
        413, "The body is too large (limit=" + maxBytes + " bytes): send less at once");
  }
}
