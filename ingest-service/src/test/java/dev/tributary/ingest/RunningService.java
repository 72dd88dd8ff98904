package dev.tributary.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.tributary.ingest.config.IngestConfig;
import dev.tributary.ingest.config.Settings;
import dev.tributary.ingest.receipts.Receipts;
import dev.tributary.ingest.receipts.WithoutReceipts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * The production server on a free port, with a fake Kafka behind it, and a client that sends bytes.
 */
final class RunningService implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 120_000; // for what hangs, however busy the machine is

  final FakeEventPublisher publisher = new FakeEventPublisher();
  final IngestServer server;
  final int port;

  RunningService() {
    this(Map.of());
  }

  RunningService(Map<String, String> settings) {
    this(settings, new WithoutReceipts());
  }

  /**
   * @param settings by key, over those that a test needs
   */
  RunningService(Map<String, String> settings, Receipts receipts) {
    Map<String, String> all = new HashMap<>(settings);
    all.putIfAbsent("server.host", "127.0.0.1");
    all.putIfAbsent("server.port", "0");
    all.putIfAbsent("server.drain-delay", "PT0S"); // each test would wait for it at its end
    server =
        new IngestServer(
            IngestConfig.from(new Settings(all)), new IngestServer.Backend(publisher, receipts));
    port = server.start();
  }

  Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(TIMEOUT_MILLIS);
    return socket;
  }

  /** Sends the bytes and returns all that comes until the server closes. One char is one byte. */
  String exchange(String request) throws IOException {
    try (Socket socket = connect()) {
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }
  }

  /** Sends the bytes again and again until what comes has the text; gives that answer. */
  String exchangeUntil(String text, String request) throws IOException {
    long end = System.nanoTime() + Duration.ofMillis(TIMEOUT_MILLIS).toNanos();
    String answer = exchange(request);
    while (!answer.contains(text)) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("Never came: " + text + ", but at last:\n" + answer);
      }
      answer = exchange(request);
    }
    return answer;
  }

  /** Reads one answer that has a Content-Length. */
  static String readAnswer(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
      int b = in.read();
      if (b < 0) {
        throw new IOException("The connection ended after: " + head.toString(ISO_8859_1));
      }
      head.write(b);
    }
    String text = head.toString(ISO_8859_1);
    String length = text.replaceAll("(?s).*Content-Length: (\\d+).*", "$1");
    return text + new String(in.readNBytes(Integer.parseInt(length)), ISO_8859_1);
  }

  @Override
  public void close() {
    publisher.letGo();
    server.stop();
  }
}
