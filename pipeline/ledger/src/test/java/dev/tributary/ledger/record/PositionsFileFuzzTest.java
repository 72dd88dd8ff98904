package dev.tributary.ledger.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/** Any bytes as a list of positions: the offsets that it says, or the line that it is none. */
final class PositionsFileFuzzTest {
  private static final String PATH = "_commits/list.json";

  @FuzzTest
  void readsTheOffsetsThatItSays(byte[] list) throws IOException {
    var checksum = new CRC32();
    checksum.update(list);
    Map<String, List<Long>> read;
    try {
      read = new PositionsFile(PATH, list.length, checksum.getValue()).deadLetters(list);
    } catch (IOException refused) {
      assertThat(refused).message().isNotBlank();
      return;
    }
    String text = new String(list, UTF_8);
    read.values()
        .forEach(
            offsets ->
                assertThat(offsets)
                    .allMatch(offset -> offset >= 0 && text.contains(offset.toString())));
  }
}
