package dev.tributary.ingest.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.List;

/** Any bytes as lines of events: each line is one event, as if it came alone. */
final class NdjsonFuzzTest {
  private final OwnEvents events = new OwnEvents();

  @FuzzTest
  void readsEachLineAsIfItCameAlone(byte[] body) {
    List<ParsedEvent> read = events.readLines(EventLaws.amongOthers(body), EventLaws.memory());
    List<byte[]> lines =
        Arrays.stream(new String(body, ISO_8859_1).split("\n"))
            .filter(line -> !line.chars().allMatch(c -> c == ' ' || c == '\t' || c == '\r'))
            .map(line -> line.getBytes(ISO_8859_1))
            .toList();
    assertThat(read).hasSameSizeAs(lines);
    for (int i = 0; i < lines.size(); i++) {
      EventLaws.record(read.get(i));
      List<ParsedEvent> alone =
          events.readLines(EventLaws.amongOthers(lines.get(i)), EventLaws.memory());
      assertThat(alone).hasSize(1);
      EventLaws.checkSame(alone.getFirst(), read.get(i));
    }
  }
}
