package dev.tributary.ingest.http1.head;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.ArrayList;
import java.util.List;

/** Any bytes as a head: refused in one line, or read so that its parts make the same head again. */
final class HeadFuzzTest {
  private final HeadParser parser = new HeadParser(HeadLimits.DEFAULT);

  @FuzzTest
  void readsAHeadOrRefusesIt(byte[] bytes) {
    ReadBuffer buffer = new ReadBuffer();
    buffer.add(bytes);
    int end = buffer.headEnd();
    if (end < 0) {
      return;
    }
    RequestHead head;
    try {
      head = parser.parse(buffer.take(end));
    } catch (RefusedRequestException refused) {
      assertThat(refused.status()).isIn(400, 414, 431, 505);
      assertThat(refused.getMessage()).isNotBlank().doesNotContain("\"", "\\", "\n", "\r");
      return;
    }
    RequestHead again = parser.parse(written(head).getBytes(ISO_8859_1));
    assertThat(parts(again)).isEqualTo(parts(head));
    assertThat(again.framing()).isEqualTo(head.framing());
    assertThat(head.framing().length()).isGreaterThanOrEqualTo(-1);
  }

  /** The head as a proxy would write it on. */
  private static String written(RequestHead head) {
    StringBuilder text = new StringBuilder(head.method()).append(' ');
    text.append(head.authority().isEmpty() ? "" : "http://" + head.authority()).append(head.path());
    text.append(head.query().isEmpty() ? "" : "?" + head.query());
    text.append(head.isHttp10() ? " HTTP/1.0\r\n" : " HTTP/1.1\r\n");
    for (int i = 0; i < head.headerCount(); i++) {
      text.append(name(head, i)).append(": ").append(value(head, i)).append("\r\n");
    }
    return text.append("\r\n").toString();
  }

  private static List<String> parts(RequestHead head) {
    List<String> parts = new ArrayList<>();
    parts.add(head.method());
    parts.add(head.authority());
    parts.add(head.path());
    parts.add(head.query());
    for (int i = 0; i < head.headerCount(); i++) {
      assertThat(name(head, i)).isNotEmpty().doesNotContain(" ", ":", "\t");
      assertThat(value(head, i)).doesNotContain("\r", "\n", "\u0000");
      parts.add(name(head, i) + ": " + value(head, i));
    }
    return parts;
  }

  private static String name(RequestHead head, int header) {
    return text(head, head.nameFrom(header), head.nameTo(header));
  }

  private static String value(RequestHead head, int header) {
    return text(head, head.valueFrom(header), head.valueTo(header));
  }

  private static String text(RequestHead head, int from, int to) {
    return new String(head.bytes(), from, to - from, ISO_8859_1);
  }
}
