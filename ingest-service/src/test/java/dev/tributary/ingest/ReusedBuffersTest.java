package dev.tributary.ingest;

import static dev.tributary.ingest.JsonValue.json;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bodies are read in arrays that held other clients' bodies: nothing of these is in an event. */
class ReusedBuffersTest {
  private static final int LARGE = 400_000; // of a body that leaves its arrays to the next one
  private static final String GZIP = "Content-Encoding: gzip\r\n";

  private final Posts posts = new Posts();

  @AfterEach
  void stop() {
    posts.close();
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/events,application/json,",
    "/v1/events,application/x-ndjson,",
    "/v1/events,text/plain,gzip",
    "/v1/events,application/x-ndjson,gzip",
    "/v1/batch,application/json,",
    "/v1/batch,application/json,gzip"
  })
  void keepsOneBodyOutOfTheNextOnesEvents(String path, String type, String coding)
      throws IOException {
    boolean lines = type.contains("ndjson");
    boolean segment = path.endsWith("batch");
    for (int size : List.of(LARGE, 200_000, 70_000, 65_000, 20_000, 8_300, 8_191, 8_192, 500)) {
      String event = segment ? track(size) : event(size);
      String body = lines ? (event + "\n").repeat(2) : segment ? batch(event) : event;
      String headers = "Content-Type: " + type + "\r\n";
      int before = posts.service.publisher.events.size();

      String answer =
          coding == null
              ? posts.bytes(path, headers, body)
              : posts.bytes(path, headers + GZIP, gzip(body));

      assertThat(answer).as("%s bytes", size).startsWith("HTTP/1.1 200 ");
      assertThat(posts.service.publisher.events).hasSize(before + (lines ? 2 : 1));
      for (int i = before; i < posts.service.publisher.events.size(); i++) {
        assertThat(text(posts.data(i))).as("%s bytes", size).isEqualTo(textOf(size));
      }
    }
  }

  /** Each size has a letter of its own, and ends at another place of a chunk. */
  private static String textOf(int size) {
    return String.valueOf((char) ('a' + size % 23)).repeat(size);
  }

  private static String event(int size) {
    return json("{'event_type':'t','data':{'text':'") + textOf(size) + json("'}}");
  }

  private static String track(int size) {
    return json("{'type':'track','event':'t','userId':'u','properties':{'text':'")
        + textOf(size)
        + json("'}}");
  }

  private static String batch(String event) {
    return json("{'batch':[") + event + "]}";
  }

  /** The value of {@code text}, to the quote that ends it. */
  private static String text(String data) {
    String begin = json("'text':'");
    int from = data.indexOf(begin) + begin.length();
    String rest = data.substring(from);
    assertThat(rest.substring(rest.indexOf('"'))).hasSizeLessThan(1_000);
    return rest.substring(0, rest.indexOf('"'));
  }

  private static String gzip(String text) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(text.getBytes(ISO_8859_1));
    }
    return packed.toString(ISO_8859_1);
  }
}
