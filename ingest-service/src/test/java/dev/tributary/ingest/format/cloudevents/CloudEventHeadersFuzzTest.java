package dev.tributary.ingest.format.cloudevents;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.tributary.ingest.JsonValue;
import dev.tributary.ingest.buffers.Body;
import dev.tributary.ingest.format.EventLaws;
import dev.tributary.ingest.format.ParsedEvent;
import dev.tributary.ingest.http.MediaType;
import dev.tributary.ingest.http1.head.HeadsForTests;
import dev.tributary.ingest.http1.head.RefusedRequestException;
import dev.tributary.ingest.http1.head.RequestHead;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Any bytes as headers, an empty line, and a body: CloudEvents in binary mode. */
final class CloudEventHeadersFuzzTest {
  private static final String REQUEST = "POST /v1/events HTTP/1.1\r\nHost: a\r\n";
  private static final String EMPTY_LINE = "\r\n\r\n";

  @FuzzTest
  void keepsBodyAndAttributesApart(byte[] bytes) throws IOException {
    String text = REQUEST + new String(bytes, ISO_8859_1);
    int end = text.indexOf(EMPTY_LINE);
    if (end < 0) {
      return;
    }
    RequestHead head;
    try {
      head = HeadsForTests.parse(text.substring(0, end + EMPTY_LINE.length()));
    } catch (RefusedRequestException refused) {
      return;
    }
    byte[] body = text.substring(end + EMPTY_LINE.length()).getBytes(ISO_8859_1);
    ParsedEvent event = CloudEventHeaders.read(head, Body.of(body), EventLaws.memory());
    EventLaws.record(event).ifPresent(record -> checkRecord(record, head, body));
  }

  private static void checkRecord(byte[] record, RequestHead head, byte[] body) {
    assertThat(CloudEventHeaders.areIn(head)).isTrue();
    byte[] data = EventLaws.data(record).orElseThrow();
    Map<?, ?> made = JsonValue.object(data);
    assertThat(made.get("ce_type")).isNotNull();
    assertThat(made.get("ce_source")).isNotNull();
    EventLaws.checkOnce(data, attributes(head));
    MediaType type = MediaType.of(head.header("content-type").orElse(""));
    if (type.isText() && body.length > 0) {
      assertThat(made.get("value")).isInstanceOf(String.class);
    }
    if (body.length == 0) {
      assertThat(made.keySet()).allMatch(name -> name.toString().startsWith("ce_"));
    }
  }

  private static Set<String> attributes(RequestHead head) {
    Set<String> attributes = new HashSet<>(Set.of("ce_datacontenttype"));
    for (int i = 0; i < head.headerCount(); i++) {
      byte[] name = Arrays.copyOfRange(head.bytes(), head.nameFrom(i), head.nameTo(i));
      String lower = new String(name, ISO_8859_1).toLowerCase(Locale.ROOT);
      if (lower.startsWith("ce-")) {
        attributes.add("ce_" + lower.substring(3));
      }
    }
    return attributes;
  }
}
