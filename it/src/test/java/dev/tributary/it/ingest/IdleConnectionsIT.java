package dev.tributary.it.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.it.support.StartedPart;
import dev.tributary.it.support.TestBroker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Ten thousand connections that send nothing, and one user who wants something. */
final class IdleConnectionsIT {
  private static final int CONNECTIONS = 10_000;
  private static final long MAX_RSS_KIB = 512 << 10;
  @RegisterExtension private static final TestBroker BROKER = new TestBroker();

  @Test
  void servesOthersBesideThem() throws Exception {
    List<Socket> idle = new ArrayList<>();
    try (StartedPart service =
        StartedPart.ingestService(
            BROKER.home(),
            BROKER.kafka().address(),
            Map.of("server.max-connections-per-address", "0"))) {
      for (int i = 0; i < CONNECTIONS; i++) {
        idle.add(new Socket(InetAddress.getLoopbackAddress(), service.port()));
      }
      for (Socket socket : List.of(idle.get(0), idle.get(CONNECTIONS - 1))) {
        assertThat(answerOn(socket)).startsWith("HTTP/1.1 200 ");
      }
      ServiceRequests.get(service, "/message", 200);
      assertThat(ServiceRequests.peakRssKib(service)).isLessThan(MAX_RSS_KIB);
    } finally {
      for (Socket socket : idle) {
        socket.close();
      }
    }
  }

  private static String answerOn(Socket socket) throws IOException {
    socket.setSoTimeout(120_000);
    socket.getOutputStream().write("GET /message HTTP/1.0\r\n\r\n".getBytes(ISO_8859_1));
    return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
  }
}
