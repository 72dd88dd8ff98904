package dev.tributary.ingest;

import static dev.tributary.ingest.JsonValue.json;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Bodies that are announced and hardly come. */
@Timeout(60)
class SlowBodiesTest {
  @Test
  void keepsNoRoomForWhatIsOnlyAnnounced() throws IOException {
    try (RunningService service =
        new RunningService(Map.of("server.max-body-memory", "20000000"))) {
      List<Socket> greedy = new ArrayList<>();
      try {
        for (int i = 0; i < 16; i++) {
          Socket socket = service.connect();
          greedy.add(socket);
          socket
              .getOutputStream()
              .write(
                  "POST /v1/events HTTP/1.1\r\nHost: a\r\nContent-Length: 9000000\r\n\r\n{"
                      .getBytes(ISO_8859_1));
        }
        awaitInFlight(service, 17);

        assertThat(service.exchange("GET /message HTTP/1.0\r\n\r\n")).contains(" 200 OK");
        assertThat(post(service, "x".repeat(1_000_000))).contains(" 200 OK");
      } finally {
        for (Socket socket : greedy) {
          socket.close();
        }
      }
    }
  }

  @Test
  void cutsABodyThatComesTooSlowly() throws IOException {
    try (RunningService service = new RunningService();
        Socket drip = service.connect()) {
      drip.setSoTimeout(100);
      drip.getOutputStream()
          .write(
              "POST /v1/events HTTP/1.1\r\nHost: a\r\nContent-Length: 9000000\r\n\r\n{"
                  .getBytes(ISO_8859_1));
      long began = System.nanoTime();
      assertThat(endsWhileItDrips(drip)).isTrue();

      assertThat(Duration.ofNanos(System.nanoTime() - began))
          .isBetween(Duration.ofSeconds(4), Duration.ofSeconds(20));
    }
  }

  private static boolean endsWhileItDrips(Socket drip) {
    try {
      while (true) {
        drip.getOutputStream().write(' ');
        if (isOver(drip)) {
          return true;
        }
      }
    } catch (IOException reset) {
      return true;
    }
  }

  private static boolean isOver(Socket socket) throws IOException {
    try {
      return socket.getInputStream().read() < 0;
    } catch (SocketTimeoutException stillOpen) {
      return false;
    }
  }

  private static void awaitInFlight(RunningService service, int requests) throws IOException {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    String metrics = "";
    while (!metrics.contains("tributary_http_in_flight " + requests + "\n")) {
      assertThat(System.nanoTime()).as("the greedy requests are read").isLessThan(deadline);
      metrics = service.exchange("GET /metrics HTTP/1.0\r\n\r\n");
    }
  }

  private static String post(RunningService service, String text) throws IOException {
    String body = json("{'event_type':'t','data':{'text':'" + text + "'}}");
    return service.exchange(
        "POST /v1/events HTTP/1.0\r\nContent-Type: application/json\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body);
  }
}
