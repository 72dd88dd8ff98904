package dev.tributary.pipeline.retain;

import dev.tributary.ledger.record.HivePath;
import dev.tributary.schemas.types.EventSchema;
import dev.tributary.schemas.types.EventSchemas;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How long rows stay in the lake, from the end of their hour, or of their day for dead letters.
 * Zero is for ever.
 *
 * @param events how long events of all types stay that say nothing else
 * @param deadLetters how long dead letters stay
 * @param byType how long events of some types stay
 */
public record RetentionRules(Duration events, Duration deadLetters, Map<String, Duration> byType) {
  /** As {@code docs/keeping.md} says. */
  public static final Duration KEPT = Duration.ofDays(400);

  /** Nothing expires. */
  public static final RetentionRules FOR_EVER =
      new RetentionRules(Duration.ZERO, Duration.ZERO, Map.of());

  public RetentionRules {
    byType = Map.copyOf(byType);
  }

  /** With what the schemas say of their types. */
  public static RetentionRules of(Duration events, Duration deadLetters, EventSchemas schemas) {
    Map<String, Duration> byType = new TreeMap<>();
    for (EventSchema schema : schemas.all()) {
      schema.retain().ifPresent(time -> byType.put(schema.eventType(), time));
    }
    return new RetentionRules(events, deadLetters, byType);
  }

  /**
   * How long the rows of a partition stay; none: for ever.
   *
   * @param partition its table and partition folders
   */
  public Optional<Duration> of(String partition) {
    Duration time =
        HivePath.of(partition + "/file")
            .eventType()
            .map(type -> byType.getOrDefault(type, events))
            .orElse(deadLetters);
    return Optional.of(time).filter(kept -> !kept.isZero());
  }

  /** Whether the partition is older than its rows stay. */
  public boolean isOver(String partition, Instant now) {
    return of(partition).filter(kept -> !end(partition).plus(kept).isAfter(now)).isPresent();
  }

  private static Instant end(String partition) {
    HivePath path = HivePath.of(partition + "/file");
    boolean isHour = path.eventType().isPresent();
    LocalDate day = LocalDate.parse(path.values().get(isHour ? 1 : 0));
    int hours = isHour ? Integer.parseInt(path.values().get(2)) + 1 : 24;
    return day.atStartOfDay().plusHours(hours).toInstant(ZoneOffset.UTC);
  }
}
