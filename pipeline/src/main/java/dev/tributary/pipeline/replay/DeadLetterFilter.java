package dev.tributary.pipeline.replay;

import dev.tributary.ledger.record.HivePath;
import dev.tributary.ledger.record.Position;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;

/**
 * Which dead letters are meant: those that fit each of these. An empty set fits all. Pure.
 *
 * @param reasons the reasons
 * @param types the event types that the records name
 * @param from received then or later
 * @param to received before
 * @param positions where the records are
 */
record DeadLetterFilter(
    Set<String> reasons, Set<String> types, Instant from, Instant to, Set<Position> positions) {
  DeadLetterFilter {
    reasons = Set.copyOf(reasons);
    types = Set.copyOf(types);
    positions = Set.copyOf(positions);
  }

  /** False when the folder of the file says that none of its rows fits. */
  boolean mayBeIn(String path) {
    LocalDate day = LocalDate.parse(HivePath.of(path).values().get(0));
    Instant begin = day.atStartOfDay(ZoneOffset.UTC).toInstant();
    Instant end = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    return end.isAfter(from) && begin.isBefore(to);
  }

  /** True when the dead letter fits. */
  boolean has(DeadLetter letter) {
    Instant received = Instant.ofEpochMilli(letter.receivedMillis());
    return !received.isBefore(from)
        && received.isBefore(to)
        && (reasons.isEmpty() || reasons.contains(letter.reason()))
        && (positions.isEmpty() || positions.contains(letter.position()))
        && (types.isEmpty()
            || PartialEnvelope.of(letter.value()).eventType().filter(types::contains).isPresent());
  }
}
