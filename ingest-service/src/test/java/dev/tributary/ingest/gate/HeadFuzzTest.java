package dev.tributary.ingest.gate;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class HeadFuzzTest {
  private static final String[] SEEDS = {
    "GET /message?a=1 HTTP/1.1\r\nHost: a\r\nUser-Agent: b\r\n\r\n",
    "POST / HTTP/1.0\r\nContent-Length: 12\r\nConnection: keep-alive\r\n\r\n",
    "POST /v1/events HTTP/1.1\r\nhost: a\r\nTransfer-Encoding: chunked\r\nExpect: 100-continue\r\n\r\n",
    "GET http://a.example/x?y HTTP/1.1\r\nHost: a.example\r\nX: \t y \t\r\n\r\n"
  };
  private static final char[] NASTY = {0, '\r', '\n', ' ', ':', '\t', 0x7f, 0xff, ';', ',', 'a'};

  private final HeadParser parser = new HeadParser(HeadLimits.DEFAULT);

  @Test
  void readsOrRefusesEveryHeadAndNeverFailsOtherwise() {
    Random random = new Random(20261124);
    int read = 0;
    int refused = 0;
    for (int i = 0; i < 200_000; i++) {
      StringBuilder text = new StringBuilder(SEEDS[random.nextInt(SEEDS.length)]);
      for (int changes = random.nextInt(4); changes > 0; changes--) {
        change(text, random);
      }
      Unread unread = new Unread();
      unread.add(text.toString().getBytes(ISO_8859_1));
      int end = unread.headEnd();
      if (end < 0) {
        continue;
      }
      try {
        RequestHead head = parser.parse(unread.take(end));
        assertThat(head.framing().length()).isGreaterThanOrEqualTo(-1);
        read++;
      } catch (RefusedRequest expected) {
        assertThat(expected.status()).isIn(400, 414, 431, 505);
        assertThat(expected.getMessage()).doesNotContain("\"", "\n", "\r");
        refused++;
      }
    }
    assertThat(read).isGreaterThan(1_000);
    assertThat(refused).isGreaterThan(1_000);
  }

  private static void change(StringBuilder text, Random random) {
    int at = random.nextInt(text.length());
    char c = NASTY[random.nextInt(NASTY.length)];
    switch (random.nextInt(3)) {
      case 0 -> text.setCharAt(at, c);
      case 1 -> text.insert(at, c);
      default -> text.deleteCharAt(at);
    }
  }
}
