package dev.tributary.ingest.http1;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Any bytes of a connection: ours takes nothing that Jetty reads in another way. */
final class TwoParsersFuzzTest {
  @FuzzTest
  void takesNothingThatJettyReadsInAnotherWay(byte[] stream) {
    assertThat(TwoParsers.refusedByOursAlone(stream)).isNotNull();
    assertThat(OurReading.of(stream, 1)).isEqualTo(OurReading.of(stream, stream.length + 1));
  }
}
