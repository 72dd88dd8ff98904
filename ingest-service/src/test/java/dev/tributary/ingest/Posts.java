package dev.tributary.ingest;

import static dev.tributary.ingest.JsonValue.json;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.ingest.publish.OutgoingEvent;
import dev.tributary.schemas.decode.EventDecoder;
import dev.tributary.schemas.event.Decoded;
import dev.tributary.schemas.event.Event;
import java.io.IOException;
import java.util.Map;

/** A running service with requests that send bodies, and the records that come of them. */
final class Posts implements AutoCloseable {
  final RunningService service;

  Posts() {
    this(Map.of());
  }

  Posts(Map<String, String> settings) {
    this.service = new RunningService(settings);
  }

  /** Sends text as UTF-8 and returns the answer. */
  String send(String path, String headers, String body) throws IOException {
    return bytes(path, utf8(headers), utf8(body));
  }

  /** The same with a body of one char a byte. */
  String bytes(String path, String headers, String body) throws IOException {
    return service.exchange(
        "POST "
            + path
            + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
            + headers
            + "Content-Length: "
            + body.length()
            + "\r\n\r\n"
            + body);
  }

  private static String utf8(String text) {
    return new String(text.getBytes(UTF_8), ISO_8859_1);
  }

  /** The record value of an event, as text. */
  String value(int index) {
    return new String(service.publisher.events.get(index).value(), UTF_8);
  }

  /** The last one. */
  String last() {
    return value(service.publisher.events.size() - 1);
  }

  /** The record's {@code data}, which is its last field. */
  String data(int index) {
    String value = value(index);
    int at = value.indexOf(json(",'data':"));
    return at < 0 ? "" : value.substring(at + 8, value.length() - 1);
  }

  /** The last one's. */
  String lastData() {
    return data(service.publisher.events.size() - 1);
  }

  /** What the pipeline makes of the last record. */
  Event decoded() {
    byte[] value = service.publisher.events.getLast().value();
    Decoded decoded = new EventDecoder().decode(value, System.currentTimeMillis());
    return ((Decoded.Valid) decoded).event();
  }

  static String bodyOf(String answer) {
    return answer.substring(answer.indexOf("\r\n\r\n") + 4);
  }

  /** What the service accepts, the pipeline decodes. */
  @Override
  public void close() {
    for (OutgoingEvent event : service.publisher.events) {
      assertThat(new EventDecoder().decode(event.value(), System.currentTimeMillis()))
          .as("%s", new String(event.value(), UTF_8))
          .isInstanceOf(Decoded.Valid.class);
    }
    service.close();
  }
}
