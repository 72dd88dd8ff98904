package dev.tributary.it.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** What Flink's REST API answers to a stranger, as bytes: Java's own client forges no Host. */
public record FlinkRestAccess(int port) {
  private static final int ANSWER_WITHIN_MILLIS = 20_000;

  /** The API serves programs, and neither foreign pages nor who wants to upload code. */
  public void assertRefusesStrangers() throws IOException {
    String own = "Host: 127.0.0.1:" + port + "\r\n";
    assertThat(answer("GET /overview", own))
        .startsWith("HTTP/1.1 200 ")
        .doesNotContainIgnoringCase("access-control-allow-origin: *");
    assertThat(answer("GET /overview", own + "Origin: http://evil.example\r\n"))
        .startsWith("HTTP/1.1 403 ")
        .doesNotContainIgnoringCase("access-control-allow-origin");
    assertThat(answer("GET /overview", "Host: evil.example\r\n")).startsWith("HTTP/1.1 403 ");
    assertThat(answer("POST /jobs", own + upload("Origin: http://evil.example\r\n")))
        .startsWith("HTTP/1.1 403 ");
    assertThat(answer("POST /jars/upload", own + upload("")))
        .startsWith("HTTP/1.1 4")
        .contains("not allowed"); // an upload that is allowed and empty is another 400
    assertThat(answer("GET /config", own)).contains("\"web-submit\":false", "\"web-cancel\":false");
  }

  private static String upload(String more) {
    return more + "Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 0\r\n";
  }

  private String answer(String request, String headers) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(ANSWER_WITHIN_MILLIS);
      String text = request + " HTTP/1.1\r\n" + headers + "Connection: close\r\n\r\n";
      socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
      InputStream answer = socket.getInputStream();
      return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
