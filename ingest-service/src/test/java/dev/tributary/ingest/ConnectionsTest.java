package dev.tributary.ingest;

import static dev.tributary.ingest.JsonValue.json;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionsTest {
  private static final String HOST = "Host: a\r\n";

  private final RunningService service = new RunningService();

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void closesAfterAnHttp10RequestWithoutKeepAlive() throws IOException {
    String answer = service.exchange("GET /message HTTP/1.0\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 200 OK").endsWith("\r\n\r\nMessage sent!\n");
    assertThat(answer).contains("Connection: close");
  }

  @Test
  void keepsAnHttp10ConnectionOpenWhenAsked() throws IOException {
    try (Socket socket = service.connect()) {
      for (int i = 0; i < 3; i++) {
        send(socket, "GET /message HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n");
        assertThat(RunningService.readAnswer(socket.getInputStream()))
            .contains("Connection: keep-alive")
            .endsWith("Message sent!\n");
      }
    }
  }

  @Test
  void answersPipelinedRequestsWithBodiesInTheirOrder() throws IOException {
    String answers =
        service.exchange(
            "POST /message HTTP/1.0\r\nConnection: keep-alive\r\nContent-Length: 7\r\n\r\n"
                + json("{'a':2}")
                + "POST / HTTP/1.1\r\n"
                + HOST
                + "Transfer-Encoding: chunked\r\n\r\n"
                + "3;x=y\r\n"
                + json("{'b\r\n4\r\n':1}\r\n")
                + "0\r\n"
                + "T: x\r\n\r\n"
                + "\r\n"
                + "GET /accept_member HTTP/1.0\r\n\r\n");

    assertThat(answers.split("HTTP/1.1 200 OK"))
        .hasSize(4)
        .satisfies(parts -> assertThat(parts[1]).endsWith("Message sent!\n"))
        .satisfies(parts -> assertThat(parts[2]).endsWith("This is the default response!\n"))
        .satisfies(parts -> assertThat(parts[3]).endsWith("Member Approved!\n"));
    assertThat(service.publisher.events).hasSize(3);
  }

  @Test
  void followsARequestThatComesByteByByte() throws IOException {
    String request =
        "POST /message HTTP/1.1\r\n"
            + HOST
            + "Transfer-Encoding: chunked\r\n\r\n7\r\n"
            + json("{'a':2}")
            + "\r\n0\r\n\r\n"
            + "GET / HTTP/1.0\r\n\r\n";
    try (Socket socket = service.connect()) {
      socket.setTcpNoDelay(true);
      for (int i = 0; i < request.length(); i++) {
        socket.getOutputStream().write(request.charAt(i));
        socket.getOutputStream().flush();
      }
      String answers = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
      assertThat(answers.split("HTTP/1.1 200 OK")).hasSize(3);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n",
        "Content-Length: 3\r\nContent-Length: 3\r\n",
        "Content-Length: 3, 3\r\n",
        "Content-Length: -3\r\n",
        "Content-Length: +3\r\n",
        "Content-Length: 0x3\r\n",
        "Content-Length: 9999999999999999999\r\n",
        "Transfer-Encoding: gzip, chunked\r\n",
        "Transfer-Encoding: xchunked\r\n",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
        "Transfer-Encoding : chunked\r\n",
        "X: a\r\n folded\r\n",
        "X: a\nContent-Length: 3\r\n",
        "X: a\u0000b\r\n",
        "X\u0001: a\r\n",
        "nocolon\r\n",
        ": noname\r\n",
        "Host: b\r\n",
        "\rX: a\r\n",
        "\rContent-Length: 3\r\n",
        "X: a\rb\r\n"
      })
  void refusesARequestThatTwoParsersCouldReadInTwoWays(String header) throws IOException {
    String answer = service.exchange("POST / HTTP/1.1\r\n" + HOST + header + "\r\n{}\n");

    assertThat(answer).startsWith("HTTP/1.1 400 ").contains("Connection: close");
    assertThat(answer.split("HTTP/1.1 ")).hasSize(2);
    assertThat(service.publisher.events).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET http://b/message HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET http://u@a/message HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET http:///message HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET httpx://a/message HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET http?://a/message HTTP/1.1\r\nHost: a\r\n\r\n",
        "\r\n\r\nGET /message HTTP/1.1\r\nHost: a\r\n\r\n"
      })
  void refusesATargetThatIsNotOfItsHostAndASecondEmptyLine(String request) throws IOException {
    assertThat(service.exchange(request)).startsWith("HTTP/1.1 400 ");
    assertThat(service.publisher.events).isEmpty();
  }

  @Test
  void looksForThePathBeforeTheQueryOnly() throws IOException {
    assertThat(service.exchange("GET http://a?x=/health/live HTTP/1.0\r\nHost: A\r\n\r\n"))
        .endsWith("This is the default response!\n");
    assertThat(new String(service.publisher.events.getLast().value(), ISO_8859_1))
        .endsWith(json("'data':{'x':'/health/live'}}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2 ", "2\t", "2 ;x", "2;x\u0000", "2;\u007f", "2\u0001", "0x2", "+2"})
  void refusesAChunksSizeThatTwoParsersCouldReadInTwoWays(String size) throws IOException {
    String answer =
        service.exchange(
            "POST / HTTP/1.1\r\n"
                + HOST
                + "Transfer-Encoding: chunked\r\n\r\n"
                + size
                + "\r\n{}\r\n0\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 400 ");
    assertThat(service.publisher.events).isEmpty();
  }

  @Test
  void refusesABodyOfTinyChunks() throws IOException {
    String answer =
        service.exchange(
            "POST /v1/events HTTP/1.1\r\n"
                + HOST
                + "Transfer-Encoding: chunked\r\n\r\n"
                + "1\r\n \r\n".repeat(10_000)
                + "0\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 400 ").contains("too many chunks");
  }

  @Test
  void refusesABrokenChunk() throws IOException {
    String answer =
        service.exchange(
            "POST / HTTP/1.1\r\n"
                + HOST
                + "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 400 ").contains("hexadecimal");
    assertThat(service.publisher.events).isEmpty();
  }

  @Test
  void answersTenThousandHeadersWith431() throws IOException {
    StringBuilder request = new StringBuilder("GET / HTTP/1.1\r\n" + HOST);
    for (int i = 0; i < 10_000; i++) {
      request.append("X-").append(i).append(": some value that takes room\r\n");
    }

    assertThat(service.exchange(request.append("\r\n").toString())).startsWith("HTTP/1.1 431 ");
    assertThat(service.exchange("GET / HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.1 200 ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"GET /\r\n\r\n", "\u0016\u0003\u0001\r\n\r\n", "GET / HTTP/1.1\nHost: a\n\n"})
  void answersWhatIsNoHttpWith400(String bytes) throws IOException {
    assertThat(service.exchange(bytes)).startsWith("HTTP/1.1 400 ").doesNotContain("Exception");
  }

  @Test
  void asksForABodyThatTheClientHoldsBack() throws IOException {
    try (Socket socket = service.connect()) {
      send(
          socket,
          "POST / HTTP/1.1\r\n"
              + HOST
              + "Expect: 100-continue\r\nConnection: close\r\nContent-Length: 2\r\n\r\n");
      byte[] interim = socket.getInputStream().readNBytes("HTTP/1.1 100 Continue\r\n\r\n".length());
      assertThat(new String(interim, ISO_8859_1)).startsWith("HTTP/1.1 100");
      send(socket, "{}");
      assertThat(new String(socket.getInputStream().readAllBytes(), ISO_8859_1))
          .startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void refusesABodyThatIsTooLargeWithoutReadingIt() throws IOException {
    String answer =
        service.exchange("POST / HTTP/1.1\r\n" + HOST + "Content-Length: 999999999999\r\n\r\n{");

    assertThat(answer).startsWith("HTTP/1.1 413 ").contains("Connection: close");
  }

  @Test
  void letsTheRequestInHandFinishWhenItStops() throws Exception {
    service.publisher.hold();
    try (Socket busy = service.connect();
        Socket idle = service.connect()) {
      send(idle, "GET /health/live HTTP/1.1\r\n" + HOST + "\r\n");
      RunningService.readAnswer(idle.getInputStream());
      send(busy, "GET /message HTTP/1.1\r\n" + HOST + "\r\n");
      assertThat(service.publisher.waiting.tryAcquire(2, TimeUnit.MINUTES)).isTrue();

      CompletableFuture<Void> stopped = CompletableFuture.runAsync(service.server::stop);
      assertThat(idle.getInputStream().read()).as("an idle connection ends").isEqualTo(-1);
      assertThat(stopped).isNotDone();
      service.publisher.letGo();

      assertThat(new String(busy.getInputStream().readAllBytes(), ISO_8859_1))
          .startsWith("HTTP/1.1 200 OK")
          .contains("Connection: close");
      stopped.get(2, TimeUnit.MINUTES);
    }
  }

  private static void send(Socket socket, String bytes) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(bytes.getBytes(ISO_8859_1));
    out.flush();
  }
}
