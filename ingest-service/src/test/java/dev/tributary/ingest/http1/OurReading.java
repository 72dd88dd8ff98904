package dev.tributary.ingest.http1;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.tributary.ingest.connections.Drain;
import dev.tributary.ingest.connections.Watchdog;
import dev.tributary.ingest.fairness.Peer;
import dev.tributary.ingest.fairness.Peers;
import dev.tributary.ingest.http1.ReadRequests.End;
import dev.tributary.ingest.http1.ReadRequests.Request;
import dev.tributary.ingest.http1.head.Framing;
import dev.tributary.ingest.http1.head.HeadLimits;
import dev.tributary.ingest.http1.head.RefusedRequestException;
import io.helidon.common.buffers.DataReader;
import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Gives bytes to {@link Http1RequestReader} as a connection would, and takes what Helidon would
 * get.
 */
final class OurReading {
  private static final Duration LONG = Duration.ofHours(1);
  private static final String LAST_CHUNK = "0\r\n\r\n";

  private final List<Request> complete = new ArrayList<>();
  private final List<String> refusals = new ArrayList<>();
  private final Http1RequestReader reader;
  private End end = End.NO_MORE_BYTES;

  private OurReading(byte[] stream, int pieceBytes) {
    Peers peers = new Peers(0);
    Http1Settings settings =
        new Http1Settings(
            HeadLimits.DEFAULT,
            LONG,
            LONG,
            LONG,
            0,
            new Watchdog(new Drain()),
            peers,
            (refused, peer) -> refusals.add(refused.getMessage()));
    Pieces pieces = new Pieces(stream, pieceBytes);
    Peer peer = peers.came(new InetSocketAddress("192.0.2.1", 1));
    reader =
        new Http1RequestReader(
            new BytesAsConnection(DataReader.create(pieces::next)), settings, peer);
  }

  /**
   * Reads all requests.
   *
   * @param pieceBytes how many bytes come at once
   */
  static ReadRequests of(byte[] stream, int pieceBytes) {
    return new OurReading(stream, pieceBytes).read();
  }

  private ReadRequests read() {
    try {
      for (byte[] head = reader.get(); head != null; head = reader.get()) {
        String method = reader.head().method();
        boolean kept = reader.head().framing().keepAlive();
        complete.add(Request.of(method, body()));
        end = kept ? End.NO_MORE_BYTES : End.CLOSED;
      }
    } catch (RefusedRequestException refused) {
      refusals.add(refused.getMessage());
    } catch (DataReader.InsufficientDataAvailableException inTheMiddleOfABody) {
      end = End.NO_MORE_BYTES;
    } finally {
      reader.end();
    }
    return refusals.isEmpty()
        ? new ReadRequests(complete, end, "")
        : new ReadRequests(complete, End.REFUSED, refusals.get(0));
  }

  private byte[] body() {
    Framing framing = reader.head().framing();
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    if (!framing.isChunked()) {
      while (body.size() < framing.length()) {
        body.writeBytes(reader.get());
      }
      return body.toByteArray();
    }
    byte[] chunk = reader.get();
    while (!new String(chunk, ISO_8859_1).equals(LAST_CHUNK)) {
      body.writeBytes(payload(chunk));
      chunk = reader.get();
    }
    return body.toByteArray();
  }

  private static byte[] payload(byte[] chunk) {
    String text = new String(chunk, ISO_8859_1);
    int from = text.indexOf("\r\n") + 2;
    int length = Integer.parseInt(text.substring(0, from - 2), 16);
    if (chunk.length != from + length + 2 || !text.endsWith("\r\n")) {
      throw new AssertionError("The reader made a chunk that is none: " + text);
    }
    return Arrays.copyOfRange(chunk, from, from + length);
  }

  /** The stream in pieces, then null. */
  private static final class Pieces {
    private final byte[] stream;
    private final int pieceBytes;
    private int at;

    Pieces(byte[] stream, int pieceBytes) {
      this.stream = stream;
      this.pieceBytes = pieceBytes;
    }

    byte[] next() {
      if (at == stream.length) {
        return null;
      }
      int from = at;
      at = Math.min(stream.length, at + pieceBytes);
      return Arrays.copyOfRange(stream, from, at);
    }
  }
}
