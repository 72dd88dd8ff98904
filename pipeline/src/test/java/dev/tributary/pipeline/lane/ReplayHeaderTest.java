package dev.tributary.pipeline.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.ledger.record.Position;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ReplayHeaderTest {
  @Test
  void readsThePositionThatItWrote() {
    var position = new Position("my-topic.v2", 3, 123456789012L);
    var headers = new RecordHeaders().add(ReplayHeader.NAME, ReplayHeader.write(position));
    assertThat(ReplayHeader.read(headers)).isEqualTo("my-topic.v2-3-123456789012");
    assertThat(Position.parse(ReplayHeader.read(headers))).contains(position);
  }

  @Test
  void findsNoneWhereThereIsNone() {
    assertThat(ReplayHeader.read(null)).isEmpty();
    assertThat(ReplayHeader.read(new RecordHeaders())).isEmpty();
    assertThat(ReplayHeader.read(new RecordHeaders().add("other", new byte[] {1}))).isEmpty();
    assertThat(ReplayHeader.read(new RecordHeaders().add(ReplayHeader.NAME, null))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "events", "events-1", "events-x-1", "a b-1-1", "\u0000-1-1", "é-1-1"})
  void takesNonsenseForNone(String text) {
    byte[] value = text.getBytes(StandardCharsets.UTF_8);
    assertThat(ReplayHeader.read(new RecordHeaders().add(ReplayHeader.NAME, value))).isEmpty();
  }

  @Test
  void takesAHugeValueForNone() {
    byte[] value = ("events-1-1" + "0".repeat(1 << 20)).getBytes(StandardCharsets.UTF_8);
    assertThat(ReplayHeader.read(new RecordHeaders().add(ReplayHeader.NAME, value))).isEmpty();
  }
}
