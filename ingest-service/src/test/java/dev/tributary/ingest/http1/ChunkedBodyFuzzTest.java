package dev.tributary.ingest.http1;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;

/** Any bytes as a chunked body and what follows it, in whatever pieces they come. */
final class ChunkedBodyFuzzTest {
  private static final byte[] HEAD =
      "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes(ISO_8859_1);

  @FuzzTest
  void endsWhereJettyEndsIt(byte[] body) {
    byte[] stream = Arrays.copyOf(HEAD, HEAD.length + body.length);
    System.arraycopy(body, 0, stream, HEAD.length, body.length);

    assertThat(TwoParsers.refusedByOursAlone(stream)).isNotNull();

    ReadRequests whole = OurReading.of(stream, stream.length);
    int bytes = whole.complete().stream().mapToInt(request -> request.body().length()).sum();
    assertThat(bytes).isLessThanOrEqualTo(body.length);
    assertThat(OurReading.of(stream, 1)).isEqualTo(whole);
    assertThat(OurReading.of(stream, 7)).isEqualTo(whole);
  }
}
