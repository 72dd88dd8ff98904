package dev.tributary.ingest.http1;

import dev.tributary.ingest.connections.Watchdog;
import dev.tributary.ingest.fairness.Peer;
import dev.tributary.ingest.fairness.WorkTurns;
import dev.tributary.ingest.http1.head.Framing;
import dev.tributary.ingest.http1.head.HeadParser;
import dev.tributary.ingest.http1.head.ReadBuffer;
import dev.tributary.ingest.http1.head.RefusedRequestException;
import dev.tributary.ingest.http1.head.RequestHead;
import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ServerConnectionException;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/**
 * Stands between a connection's bytes and Helidon's HTTP/1.1: follows where each request begins and
 * ends, checks its head strictly, and passes on one plain head for each, with the framing and
 * nothing else of it. So HTTP/1.0 works, and no two parsers can disagree about a request. Used by
 * the connection's one thread.
 */
final class Http1RequestReader implements Supplier<byte[]>, CurrentRequest {
  private static final ThreadLocal<Http1RequestReader> CURRENT = new ThreadLocal<>();

  private final ConnectionContext connection;
  private final Http1Settings settings;
  private final HeadParser parser;
  private final Watchdog.Watch watch;
  private final WorkTurns.Turn turn;
  private final ReadBuffer buffer = new ReadBuffer();

  private RequestHead head;
  private BodyReader body = BodyReader.NONE;
  private boolean last;
  private boolean over;
  private boolean emptyLineSkipped;
  private int requests;
  private long headBeganNanos;
  private long lastReadNanos;

  Http1RequestReader(ConnectionContext connection, Http1Settings settings, Peer peer) {
    this.connection = connection;
    this.settings = settings;
    this.turn = settings.peers().turns().of(peer);
    this.parser = new HeadParser(settings.limits());
    this.watch =
        settings.watchdog().watch(Thread.currentThread(), () -> settings.peers().left(peer));
    CURRENT.set(this);
  }

  /** The reader of the connection that this thread serves. */
  static Http1RequestReader ofThisThread() {
    return CURRENT.get();
  }

  @Override
  public RequestHead head() {
    return head;
  }

  @Override
  public WorkTurns.Turn turn() {
    return turn;
  }

  @Override
  public long lastReadNanos() {
    return lastReadNanos;
  }

  @Override
  public void refuse() {
    turn.refused();
  }

  @Override
  public void answer(Runnable write) {
    turn.end(); // the client may take its time
    watch.arm(settings.bodyStall().toNanos());
    try {
      write.run();
    } finally {
      watch.disarm();
    }
  }

  @Override
  public void endAfterAnswer() {
    last = true;
    over = true;
  }

  /** The connection is over. */
  void end() {
    turn.end();
    watch.end();
  }

  Watchdog.Watch watch() {
    return watch;
  }

  /** The next bytes for Helidon: a head, a piece of a body, or null at the connection's end. */
  @Override
  public byte[] get() {
    if (over) {
      return null;
    }
    return body.isDone() ? nextHead() : nextPiece();
  }

  private byte[] nextPiece() {
    try {
      return body.next(buffer, this::readBody);
    } catch (RefusedRequestException refused) {
      endAfterAnswer();
      throw refused;
    }
  }

  private byte[] nextHead() {
    if (last) {
      return null;
    }
    try {
      byte[] bytes = readHead();
      if (bytes == null) {
        return null;
      }
      head = parser.parse(bytes);
    } catch (RefusedRequestException refused) {
      answer(refused);
      return null;
    }
    body = BodyReader.of(head.framing(), settings.watchdog().now());
    last = !head.framing().keepAlive();
    requests++;
    return plain(head).getBytes(StandardCharsets.ISO_8859_1);
  }

  /** What Helidon reads: always HTTP/1.1, always the target {@code /}. */
  private static String plain(RequestHead head) {
    Framing framing = head.framing();
    StringBuilder plain = new StringBuilder(96);
    plain.append(head.method()).append(" / HTTP/1.1\r\nHost: -\r\n");
    if (framing.isChunked()) {
      plain.append("Transfer-Encoding: chunked\r\n");
    } else if (framing.length() > 0) {
      plain.append("Content-Length: ").append(framing.length()).append("\r\n");
    }
    if (framing.expectContinue()) {
      plain.append("Expect: 100-continue\r\n");
    }
    if (!framing.keepAlive()) {
      plain.append("Connection: close\r\n");
    }
    return plain.append("\r\n").toString();
  }

  private byte[] readHead() {
    int max = settings.limits().maxBytes();
    emptyLineSkipped = false;
    skipEmptyLine();
    headBeganNanos = settings.watchdog().now();
    if (buffer.size() > 0) {
      turn.begin();
    }
    int end = buffer.headEnd();
    while (end < 0) {
      if (buffer.size() > max) {
        drainHead();
        throw parser.tooMany();
      }
      byte[] more = buffer.size() == 0 ? readFirst() : read(leftForHead());
      if (more == null) {
        return null;
      }
      turn.begin();
      buffer.add(more);
      skipEmptyLine();
      end = buffer.headEnd();
    }
    if (end > max) {
      throw parser.tooMany();
    }
    return buffer.take(end);
  }

  /** One empty line before a request is skipped, as RFC 9112, 2.2 asks. */
  private void skipEmptyLine() {
    if (!emptyLineSkipped && buffer.startsWithEmptyLine()) {
      emptyLineSkipped = true;
      buffer.take(2);
    }
  }

  /** Reads the rest of a head that is too big, up to a bound: the client hears the answer. */
  private void drainHead() {
    long drained = 0;
    while (drained < settings.maxDrainBytes()) {
      if (buffer.headEnd() >= 0) {
        return;
      }
      buffer.keepLast(3);
      byte[] more = read(leftForHead());
      if (more == null) {
        return;
      }
      turn.begin();
      drained += more.length;
      buffer.add(more);
    }
  }

  private long leftForHead() {
    long passed = settings.watchdog().now() - headBeganNanos;
    return Math.max(0, settings.headTimeout().toNanos() - passed);
  }

  /** Waits for a request to begin. Only here is the connection idle, and may be closed. */
  private byte[] readFirst() {
    if (!watch.idle(requests == 0)) {
      return null;
    }
    try {
      return pull();
    } finally {
      watch.disarm();
      headBeganNanos = settings.watchdog().now();
    }
  }

  private byte[] readBody() {
    byte[] more = read(body.timeoutNanos(settings));
    if (more == null) {
      throw new DataReader.InsufficientDataAvailableException();
    }
    turn.begin();
    return more;
  }

  private byte[] read(long timeoutNanos) {
    watch.arm(timeoutNanos);
    try {
      return pull();
    } finally {
      watch.disarm();
    }
  }

  private byte[] pull() {
    DataReader reader = connection.dataReader();
    turn.end();
    try {
      reader.ensureAvailable();
      byte[] bytes = reader.readBytes(reader.available());
      lastReadNanos = settings.watchdog().now();
      return bytes;
    } catch (DataReader.InsufficientDataAvailableException | ServerConnectionException end) {
      return null; // closed, reset, or cut by the watchdog
    }
  }

  private void answer(RefusedRequestException refused) {
    turn.refused();
    endAfterAnswer();
    settings.refusals().refused(refused, connection.remotePeer().address());
    connection.dataWriter().writeNow(BufferData.create(ErrorResponseBytes.of(refused)));
  }

  /** Reads on for a moment: closing over unread bytes would take the answer from the client. */
  void linger() {
    turn.end();
    long drained = over && !turn.isRefusedTooOften() ? 0 : settings.maxDrainBytes();
    long began = settings.watchdog().now();
    while (drained < settings.maxDrainBytes()) {
      long left = settings.maxLingerNanos() - (settings.watchdog().now() - began);
      byte[] more = left <= 0 ? null : read(Math.min(left, settings.lingerNanos()));
      if (more == null) {
        return;
      }
      drained += more.length;
      turn.begin();
      Thread.yield(); // what was sent ahead is read without a wait, and others have requests
    }
  }
}
