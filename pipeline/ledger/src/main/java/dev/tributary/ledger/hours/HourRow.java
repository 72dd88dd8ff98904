package dev.tributary.ledger.hours;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * One row of the table {@code hours}: an hour of an event type. {@code rows + reopened - removed -
 * expired} is the count of its rows in {@code events}.
 *
 * @param eventType the event type
 * @param dt the hour's day, yyyy-MM-dd
 * @param hour the hour, HH
 * @param rows rows that were committed before it was sealed
 * @param sealedAt when it was sealed; none while it is open
 * @param reopened rows that were committed since
 * @param removed rows that compaction removed as duplicates, whenever they came
 * @param expired rows that expired, whenever they came
 */
public record HourRow(
    String eventType,
    String dt,
    String hour,
    long rows,
    Optional<Instant> sealedAt,
    long reopened,
    long removed,
    long expired) {

  static HourRow open(String eventType, String dt, String hour) {
    return new HourRow(eventType, dt, hour, 0, Optional.empty(), 0, 0, 0);
  }

  /** The end of an hour. */
  public static Instant end(String dt, String hour) {
    return LocalDate.parse(dt)
        .atTime(Integer.parseInt(hour), 0)
        .plusHours(1)
        .toInstant(ZoneOffset.UTC);
  }

  /** With more rows: late ones where the hour is sealed. */
  HourRow plus(long more) {
    return sealedAt.isPresent()
        ? new HourRow(eventType, dt, hour, rows, sealedAt, reopened + more, removed, expired)
        : new HourRow(eventType, dt, hour, rows + more, sealedAt, reopened, removed, expired);
  }

  HourRow without(long duplicates) {
    return new HourRow(
        eventType, dt, hour, rows, sealedAt, reopened, removed + duplicates, expired);
  }

  /** Whose files expired, with so many rows. */
  HourRow expired(long gone) {
    return new HourRow(eventType, dt, hour, rows, sealedAt, reopened, removed, expired + gone);
  }

  /** Sealed, unless it is. */
  HourRow sealed(Instant at) {
    return sealedAt.isPresent()
        ? this
        : new HourRow(eventType, dt, hour, rows, Optional.of(at), reopened, removed, expired);
  }
}
