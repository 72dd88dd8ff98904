package dev.tributary.ingest.envelope;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.ingest.http.QueryParameters;
import dev.tributary.ingest.json.JsonBytes;
import dev.tributary.ingest.publish.Partitioning;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopePartsTest {
  @Test
  void makesIdsThatAreUuidsOfVersion7AndSortByTime() {
    EventIdGenerator ids = new EventIdGenerator(new SecureRandom());
    Set<String> all = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      all.add(ids.next(1_700_000_000_000L, Partitioning.UNKNOWN));
    }

    assertThat(all).hasSize(10_000);
    UUID id = UUID.fromString(all.iterator().next());
    assertThat(id.version()).isEqualTo(7);
    assertThat(id.variant()).isEqualTo(2);
    assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(1_700_000_000_000L);
    assertThat(ids.next(1_700_000_000_001L, Partitioning.UNKNOWN)).isGreaterThan(id.toString());
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 951_782_400_000L, 1_795_512_123_456L, 253_402_300_799_999L})
  void writesTimesAsTheJdkReadsThem(long millis) {
    String text = UtcMillis.format(millis);

    assertThat(text).hasSize(24);
    assertThat(Instant.parse(text).toEpochMilli()).isEqualTo(millis);
  }

  @Test
  void escapesWhatJsonMustHaveEscaped() {
    String text = "a\"\\\n\r\t\u0000\u001f\u007fé€😀\ud800";

    String json = new String(new JsonBytes(1).text(text).toByteArray(), UTF_8);

    assertThat(json).isEqualTo("\"a\\\"\\\\\\n\\r\\t\\u0000\\u001f\\u007fé€😀?\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a=1&b=2 | "a":"1","b":"2"
          a=1&&a=2 | "a":["1","2"]
          a | "a":""
          =x | "":"x"
          a=b=c | "a":"b=c"
          a%3D=%22+%2B | "a=":"\\" +"
          """)
  void readsAQueryAsFormsAreRead(String query, String members) {
    JsonBytes out = new JsonBytes(16);
    QueryParameters.parse(query).writeMembers(out);

    assertThat(new String(out.toByteArray(), UTF_8)).isEqualTo(members);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a=%", "a=%f", "a=%zz", "a=%ff", "%c3"})
  void refusesAQueryThatIsBroken(String query) {
    assertThatThrownBy(() -> QueryParameters.parse(query))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("query");
  }
}
