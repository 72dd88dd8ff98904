package dev.tributary.pipeline.lake.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.ledger.record.HivePath;
import dev.tributary.ledger.record.LakePath;
import dev.tributary.schemas.rules.EventTypes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

/** The folder that a writer makes says what it was made of, and is a place in the lake. */
final class HivePartitionPropertyTest {
  private static final long END_OF_9999_MILLIS = 253_402_300_799_999L;

  @Property(tries = 300)
  void saysTypeAndHour(
      @ForAll String foreignName, @ForAll @LongRange(max = END_OF_9999_MILLIS) long millis) {
    String type = EventTypes.fromForeignName(foreignName);
    String file = HivePartition.ofEvents(type, millis).path() + "/0-a.parquet";
    assertThat(LakePath.in(file, "events")).isEqualTo(file);
    HivePath path = HivePath.of(file);
    assertThat(path.table()).isEqualTo("events");
    assertThat(path.values()).hasSize(3).startsWith(type);
    assertThat(Instant.parse(path.values().get(1) + "T" + path.values().get(2) + ":00:00Z"))
        .isEqualTo(Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.HOURS));
  }

  @Property(tries = 300)
  void saysTheDayOfDeadLetters(@ForAll @LongRange(max = END_OF_9999_MILLIS) long millis) {
    HivePath path = HivePath.of(HivePartition.ofDeadLetters(millis).path() + "/x");
    assertThat(path.table()).isEqualTo("dead_letters");
    assertThat(Instant.parse(path.values().get(0) + "T00:00:00Z"))
        .isEqualTo(Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.DAYS));
  }
}
