package dev.tributary.it.bench.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.tributary.it.support.HttpAnswer;
import dev.tributary.it.support.StartedPart;
import java.net.Socket;
import java.util.concurrent.Callable;

/**
 * A running service.
 *
 * @param hostile where its hostile clients connect from
 * @param connect how its good clients connect
 */
record AttackedService(StartedPart part, Connector hostile, Callable<Socket> connect) {
  private static final String HOSTILE = "127.0.0.2";
  private static final String GOOD = "127.0.0.3";

  static AttackedService plain(StartedPart part) {
    var good = new Connector(GOOD, part.port());
    return new AttackedService(part, new Connector(HOSTILE, part.port()), good::plain);
  }

  static AttackedService secure(StartedPart part, ServiceKeys keys) {
    var good = new Connector(GOOD, part.port());
    return new AttackedService(
        part, new Connector(HOSTILE, part.port()), () -> good.secure(keys.clients()));
  }

  /** Whether it takes events, as it says itself to a good client. */
  boolean isReady() throws Exception {
    try (Socket socket = connect.call()) {
      socket
          .getOutputStream()
          .write("GET /health/ready HTTP/1.1\r\nHost: service\r\n\r\n".getBytes(ISO_8859_1));
      return HttpAnswer.read(socket.getInputStream()).status() == 200;
    }
  }
}
