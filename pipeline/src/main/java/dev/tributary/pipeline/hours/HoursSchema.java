package dev.tributary.pipeline.hours;

import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;
import static org.apache.parquet.schema.Type.Repetition.OPTIONAL;
import static org.apache.parquet.schema.Type.Repetition.REQUIRED;

import dev.tributary.ledger.hours.HourRow;
import dev.tributary.schemas.columns.FieldIds;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/** The columns of the table's files, with their field IDs, and rows as Parquet has them. */
final class HoursSchema {
  private static final String SEALED_AT = "sealed_at";
  private static final String EXPIRED = "expired";

  /** All columns. */
  static final MessageType COLUMNS =
      new MessageType(
          "hours",
          text("event_type"),
          text("hour"),
          number("rows"),
          Types.primitive(INT64, OPTIONAL)
              .as(timestampType(true, TimeUnit.MICROS))
              .id(FieldIds.HOURS.of(SEALED_AT))
              .named(SEALED_AT),
          number("reopened"),
          number("removed"),
          Types.primitive(INT64, OPTIONAL).id(FieldIds.HOURS.of(EXPIRED)).named(EXPIRED));

  private HoursSchema() {}

  private static Type text(String name) {
    return Types.primitive(BINARY, REQUIRED)
        .as(stringType())
        .id(FieldIds.HOURS.of(name))
        .named(name);
  }

  private static Type number(String name) {
    return Types.primitive(INT64, REQUIRED).id(FieldIds.HOURS.of(name)).named(name);
  }

  /** A row for a file. */
  static Group write(HourRow row) {
    var group = new SimpleGroup(COLUMNS);
    group.add("event_type", row.eventType());
    group.add("hour", row.hour());
    group.add("rows", row.rows());
    row.sealedAt()
        .ifPresent(at -> group.add(SEALED_AT, ChronoUnit.MICROS.between(Instant.EPOCH, at)));
    group.add("reopened", row.reopened());
    group.add("removed", row.removed());
    if (row.expired() > 0) {
      group.add(EXPIRED, row.expired());
    }
    return group;
  }

  /** A row of a file. */
  static HourRow read(String dt, Group group) {
    return new HourRow(
        group.getString("event_type", 0),
        dt,
        group.getString("hour", 0),
        group.getLong("rows", 0),
        group.getFieldRepetitionCount(SEALED_AT) == 0
            ? Optional.empty()
            : Optional.of(Instant.EPOCH.plus(group.getLong(SEALED_AT, 0), ChronoUnit.MICROS)),
        group.getLong("reopened", 0),
        group.getLong("removed", 0),
        expired(group));
  }

  /** Files from before rows expired do not have the column. */
  private static long expired(Group group) {
    boolean hasSome =
        group.getType().containsField(EXPIRED) && group.getFieldRepetitionCount(EXPIRED) > 0;
    return hasSome ? group.getLong(EXPIRED, 0) : 0;
  }
}
