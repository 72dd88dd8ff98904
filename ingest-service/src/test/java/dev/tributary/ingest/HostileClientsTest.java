package dev.tributary.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients that mean no good, or go away: the door stays open for the others. */
@Timeout(300) // for what hangs
class HostileClientsTest {
  @Test
  void letsNoMoreConnectionsInThanItHasFilesFor() throws IOException {
    try (RunningDoor door = new RunningDoor(Map.of("server.max-connections", "2"));
        Socket first = door.connect();
        Socket second = door.connect();
        Socket third = door.connect()) {
      String request = "GET /message HTTP/1.1\r\nHost: a\r\n\r\n";
      for (Socket socket : List.of(first, second, third)) {
        socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      }
      RunningDoor.readAnswer(first.getInputStream());
      RunningDoor.readAnswer(second.getInputStream());
      assertThat(third.getInputStream().available()).isZero();
      first.shutdownOutput();
      assertThat(first.getInputStream().read()).isEqualTo(-1);

      assertThat(RunningDoor.readAnswer(third.getInputStream())).startsWith("HTTP/1.1 200 ");
    }
  }

  @Test
  void cutsAClientThatDoesNotTakeItsAnswers() throws IOException {
    byte[] request = "GET /openapi HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(ISO_8859_1);
    try (RunningDoor door = new RunningDoor(Map.of("server.body-stall-timeout", "PT0.3S"));
        Socket lazy = door.connect()) {
      int answerBytes = door.exchange("GET /openapi HTTP/1.0\r\n\r\n").length();
      for (int sent = 0; sent < 64 * 1024 * 1024 / answerBytes; sent++) {
        lazy.getOutputStream().write(request);
      }
      door.exchangeUntil("{path=\"/openapi\",status=\"499\"} 1\n", "GET /metrics HTTP/1.0\r\n\r\n");

      assertThat(door.exchange("GET / HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.1 200 ");
    }
  }

  @Test
  void refusesAHundredMegabytesInOneLineAndKeepsLittleOfThem() throws IOException {
    byte[] chunk = ("100000\r\n" + "x".repeat(0x100000) + "\r\n").getBytes(ISO_8859_1);
    StringBuilder answer = new StringBuilder();
    try (RunningDoor door = new RunningDoor();
        Socket socket = door.connect()) {
      OutputStream out = socket.getOutputStream();
      try {
        out.write(
            ("POST /v1/events HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-ndjson\r\n"
                    + "Transfer-Encoding: chunked\r\n\r\n")
                .getBytes(ISO_8859_1));
        for (int i = 0; i < 100; i++) {
          out.write(chunk);
        }
      } catch (IOException closed) {
        // it need not read all of it
      }
      try {
        for (int b = socket.getInputStream().read(); b >= 0; b = socket.getInputStream().read()) {
          answer.append((char) b);
        }
      } catch (IOException reset) {
        // what was sent after the answer was not wanted
      }
      assertThat(door.exchange("GET /metrics HTTP/1.0\r\n\r\n"))
          .contains("status=\"413\"} 1\n", "tributary_body_memory_bytes 0\n");
    }
    assertThat(answer.isEmpty() || answer.toString().startsWith("HTTP/1.1 413 ")).isTrue();
  }

  @Test
  void forgetsRequestsWhoseClientsGoAwayHalfWay() throws IOException {
    try (RunningDoor door = new RunningDoor()) {
      for (int i = 0; i < 100; i++) {
        try (Socket socket = door.connect()) {
          socket
              .getOutputStream()
              .write(
                  ("POST /v1/events HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n"
                          + "{\"event_type\":\"half\"")
                      .getBytes(ISO_8859_1));
          socket.setSoLinger(true, i % 2); // every other one ends with a reset
        }
      }
      door.exchangeUntil("tributary_http_in_flight 1\n", "GET /metrics HTTP/1.0\r\n\r\n");

      assertThat(door.publisher.events).isEmpty();
      assertThat(door.exchange("GET /metrics HTTP/1.0\r\n\r\n"))
          .contains("tributary_body_memory_bytes 0\n");
    }
  }

  @Test
  void refusesGzipOfTwentyThousandMembers() throws IOException {
    ByteArrayOutputStream member = new ByteArrayOutputStream();
    new GZIPOutputStream(member).close();
    String body = member.toString(ISO_8859_1).repeat(20_000);
    try (RunningDoor door = new RunningDoor()) {
      assertThat(
              door.exchange(
                  "POST /v1/events HTTP/1.0\r\nContent-Encoding: gzip\r\nContent-Length: "
                      + body.length()
                      + "\r\n\r\n"
                      + body))
          .startsWith("HTTP/1.1 400 ")
          .contains("members");
    }
  }

  @Test
  void takesWideJson() throws IOException {
    String wide =
        IntStream.range(0, 50_000)
            .mapToObj(i -> "\"k" + i + "\":" + i)
            .collect(Collectors.joining(",", "{\"event_type\":\"wide\",\"data\":{", "}}"));
    try (RunningDoor door = new RunningDoor()) {
      assertThat(
              door.exchange(
                  "POST /v1/events HTTP/1.0\r\nContent-Type: application/json\r\nContent-Length: "
                      + wide.length()
                      + "\r\n\r\n"
                      + wide))
          .startsWith("HTTP/1.1 200 ");
      assertThat(door.publisher.events.getFirst().value()).hasSizeGreaterThan(wide.length());
    }
  }
}
