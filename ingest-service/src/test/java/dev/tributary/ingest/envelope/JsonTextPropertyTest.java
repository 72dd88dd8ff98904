package dev.tributary.ingest.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.ingest.JsonValue;
import dev.tributary.ingest.json.JsonBytes;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

/** What is written as JSON is read as it was. */
final class JsonTextPropertyTest {
  private static final long END_OF_9999_MILLIS = 253_402_300_799_999L;

  @Property(tries = 300)
  void writesTextThatIsReadAsItWas(@ForAll String text) {
    byte[] json = new JsonBytes(1).text(text).toByteArray();
    String whole = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    assertThat(JsonValue.of(json)).isEqualTo(whole); // UTF-8 has no half surrogates
  }

  @Property(tries = 300)
  void writesTimesThatAreReadAsTheyWere(@ForAll @LongRange(max = END_OF_9999_MILLIS) long millis) {
    assertThat(Instant.parse(UtcMillis.format(millis)).toEpochMilli()).isEqualTo(millis);
  }
}
