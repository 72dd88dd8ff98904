package dev.tributary.it.bench.pipeline;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.it.contents.SmallLake;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The test of the benchmarks' checker: what two rows have swapped is found, and where it is. */
final class CheckTest {
  private static final String TOPIC = "bench";
  private static final int EVENTS = 100;
  private static final int PARTITIONS = 4;

  private interface Generator {
    String event(Position at, SplittableRandom random, Instant now);
  }

  @TempDir private Path folder;

  private void check(Generator generator, String swapped) throws Exception {
    try (var lake = new SmallLake()) {
      var random = new SplittableRandom(5);
      for (int n = 0; n < EVENTS; n++) {
        Position at = EventTopic.place(n, PARTITIONS);
        String event = generator.event(at, random, Instant.now());
        byte[] utf8 = event.getBytes(StandardCharsets.UTF_8);
        lake.putRow(TOPIC, at.partition(), at.offset(), utf8);
      }
      lake.decode();
      if (!swapped.isEmpty()) {
        lake.swap("events", swapped, "bench-1-7", "bench-1-8");
      }
      lake.write(folder);
    }
    new Check(folder, new EventTopic(TOPIC, EVENTS, 300)).exact();
  }

  @Test
  void acceptsRowsThatHoldWhatWasSent() {
    assertThatCode(() -> check(EventTopic::event, "")).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 300})
  void acceptsRowsOfAShape(int bytes) {
    Shape shape = new Shape(3, PARTITIONS, bytes);
    assertThatCode(() -> check(shape::event, "")).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"raw_event", "event_id", "host", "event_time", "kafka_offset"})
  void refusesTwoRowsThatSwappedAColumnAndNamesThem(String column) {
    assertThatThrownBy(() -> check(EventTopic::event, column))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("bench-1-7: ")
        .hasMessageContaining("bench-1-8: ");
  }
}
