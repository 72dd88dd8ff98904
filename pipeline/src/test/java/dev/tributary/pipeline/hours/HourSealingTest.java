package dev.tributary.pipeline.hours;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.ledger.hours.LaneEnd;
import dev.tributary.ledger.read.CommitState;
import dev.tributary.ledger.record.LanePosition;
import dev.tributary.ledger.record.LogRecord;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class HourSealingTest {
  private final List<LogRecord.Sealed> log = new ArrayList<>();
  private final List<String> order = new ArrayList<>();
  private String owner = "me";
  private long committed = 5;
  private long end = 5;

  private HourSealing sealing(String now) {
    return new HourSealing(
        new Memory(),
        (positions, at) -> {
          order.add("ends");
          return List.of(new LaneEnd("0-id", end));
        },
        Duration.ofMinutes(10),
        Clock.fixed(Instant.parse("2026-11-24T" + now + ":00Z"), ZoneOffset.UTC));
  }

  private final class Memory implements HourSealing.Log {
    @Override
    public CommitState read() {
      order.add("state");
      var position =
          new LanePosition(
              "events", 0, "id", committed, Instant.parse("2026-11-24T09:30:00Z").toEpochMilli());
      return new CommitState(
          7,
          12,
          Optional.of(owner),
          Map.of("0-id", position),
          Set.of(),
          7,
          0,
          List.of(),
          List.of(),
          Set.of());
    }

    @Override
    public String owner() {
      return "me";
    }

    @Override
    public Optional<LogRecord.Sealed> newest() {
      return log.isEmpty() ? Optional.empty() : Optional.of(log.get(log.size() - 1));
    }

    @Override
    public void append(LogRecord.Sealed sealed) {
      log.add(sealed);
    }
  }

  @Test
  void writesOneRecordForEachNewHour() throws IOException {
    assertThat(sealing("11:09").run()).contains(Instant.parse("2026-11-24T10:00:00Z"));
    assertThat(log)
        .containsExactly(
            new LogRecord.Sealed(2, 12, "me", "2026-11-24T11:09:00Z", "2026-11-24T10:00:00Z"));
    assertThat(sealing("11:09").run()).as("another launch, the same hour").isEmpty();
    HourSealing later = sealing("11:10");
    assertThat(later.run()).isPresent();
    assertThat(later.run()).isEmpty();
    assertThat(log).hasSize(2);
  }

  /** On a cluster each worker of the launch seals. */
  @Test
  void writesNothingThatAnotherWorkerWrote() throws IOException {
    HourSealing sealing = sealing("11:10");
    sealing("11:10").run();
    assertThat(sealing.run()).isEmpty();
    assertThat(log).hasSize(1);
  }

  @Test
  void writesNothingWhileALaneIsBehind() throws IOException {
    end = 6;
    assertThat(sealing("11:10").run()).contains(Instant.parse("2026-11-24T09:00:00Z"));
    assertThat(sealing("15:10").run()).isEmpty();
    committed = 6;
    assertThat(sealing("15:10").run()).contains(Instant.parse("2026-11-24T15:00:00Z"));
  }

  @Test
  void writesNothingWhenAnotherLaunchOwnsTheLog() throws IOException {
    owner = "other";
    assertThat(sealing("11:10").run()).isEmpty();
    assertThat(log).isEmpty();
  }

  /** The other way round a record that comes in between is neither committed nor seen. */
  @Test
  void readsTheStateBeforeItAsksForTheEnds() throws IOException {
    sealing("11:10").run();
    assertThat(order).containsExactly("state", "ends");
  }
}
