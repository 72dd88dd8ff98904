package dev.tributary.pipeline.decode;

import static dev.tributary.pipeline.TestJson.utf8;

import dev.tributary.ledger.read.CommitState;
import dev.tributary.ledger.record.Lane;
import dev.tributary.pipeline.dedupe.Deduplicator;
import dev.tributary.pipeline.dedupe.HeapBuckets;
import dev.tributary.pipeline.lane.LaneRecord;
import dev.tributary.pipeline.outcome.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A lane's decoder with its state, and the outcomes that it gave. */
abstract class LaneDecoding {
  static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
  static final Lane LANE = new Lane("events", 3, "topic-id");

  static final int LATE_HOURS = 2;

  final List<Outcome> outcomes = new ArrayList<>();
  final LateHours lateHours = new LateHours();
  Deduplicator.Buckets buckets = new HeapBuckets();
  long logStart;
  Set<Long> deadLetters = Set.of();
  final CommittedPositions positions =
      new CommittedPositions() {
        @Override
        public CommitState read() {
          return null; // the worker's part
        }

        @Override
        public Map<String, Set<Long>> deadLetters() throws IOException {
          if (deadLetters == null) {
            throw new IOException("planted");
          }
          return Map.of(LANE.key(), deadLetters);
        }
      };
  LaneDecoder decoder = decoder(List.of(), 1_000);

  static String late(String type, String hour) {
    return "{'event_type':'%s','timestamp':'2026-11-24T%s:30:00Z'}".formatted(type, hour);
  }

  List<String> hours() {
    return outcomes.stream()
        .map(outcome -> Instant.ofEpochMilli(outcome.eventMillis()).toString().substring(11, 13))
        .toList();
  }

  LaneState state() {
    return new LaneState(buckets, lateHours);
  }

  LaneDecoder decoder(List<AcceptedLoss> losses, int maxEventTypes) {
    return decoder(new DecodeSettings(Duration.ofMinutes(60), maxEventTypes, LATE_HOURS, losses));
  }

  LaneDecoder decoder(DecodeSettings settings) {
    return new LaneDecoder(
        settings,
        lane -> logStart,
        Clock.fixed(NOW, ZoneOffset.UTC),
        new EventTypeLimit(Set.of("known"), settings.maxEventTypes()),
        positions);
  }

  long decode(long committed, long next, long offset, String value) {
    try {
      return decoder.decode(LANE, at(offset, value), committed, next, state(), outcomes::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static LaneRecord at(long offset, String value) {
    return new LaneRecord(offset, NOW.toEpochMilli(), utf8(value));
  }

  static LaneRecord at(Instant stamp, String value) {
    return new LaneRecord(0, stamp.toEpochMilli(), utf8(value));
  }

  void decode(long offset, LaneRecord stamped) throws IOException {
    var record = new LaneRecord(offset, stamped.timestampMillis(), stamped.value());
    decoder.decode(LANE, record, 0, offset, state(), outcomes::add);
  }

  List<Outcome.Kind> kinds() {
    return outcomes.stream().map(Outcome::kind).toList();
  }
}
