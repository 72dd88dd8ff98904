package dev.tributary.pipeline.history;

import static org.apache.parquet.schema.LogicalTypeAnnotation.listType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.mapType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;
import static org.apache.parquet.schema.Type.Repetition.OPTIONAL;
import static org.apache.parquet.schema.Type.Repetition.REPEATED;
import static org.apache.parquet.schema.Type.Repetition.REQUIRED;

import dev.tributary.schemas.columns.FieldIds;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;

/** The columns of the table's files, with their field IDs. */
final class CommitsSchema {
  private static final String LANE = "lanes.element.";
  private static final String HOUR = "hours.element.";

  /** All columns. */
  static final MessageType COLUMNS =
      new MessageType(
          "commits",
          text(REQUIRED, "", "kind"),
          number(OPTIONAL, "", "sequence"),
          text(REQUIRED, "", "log_id"),
          number(REQUIRED, "", "log_offset"),
          Types.primitive(INT64, REQUIRED)
              .as(timestampType(true, TimeUnit.MICROS))
              .id(id("committed_at"))
              .named("committed_at"),
          text(REQUIRED, "", "owner"),
          number(REQUIRED, "", "rows"),
          number(REQUIRED, "", "dead_letters"),
          number(REQUIRED, "", "duplicates"),
          number(REQUIRED, "", "lost"),
          number(REQUIRED, "", "files"),
          number(OPTIONAL, "", "bytes"),
          list(
              "lanes",
              text(OPTIONAL, LANE, "topic"),
              of(INT32, REQUIRED, LANE, "partition"),
              text(REQUIRED, LANE, "topic_id"),
              number(OPTIONAL, LANE, "from_offset"),
              number(OPTIONAL, LANE, "to_offset"),
              number(REQUIRED, LANE, "rows"),
              number(REQUIRED, LANE, "duplicates"),
              number(REQUIRED, LANE, "dead_letters"),
              number(REQUIRED, LANE, "lost")),
          list(
              "hours",
              text(OPTIONAL, HOUR, "event_type"),
              text(REQUIRED, HOUR, "dt"),
              text(OPTIONAL, HOUR, "hour"),
              number(OPTIONAL, HOUR, "rows"),
              number(REQUIRED, HOUR, "files"),
              number(OPTIONAL, HOUR, "bytes")),
          counts("duplicates_by_type"),
          counts("dead_letters_by_reason"));

  private CommitsSchema() {}

  private static int id(String path) {
    return FieldIds.COMMITS.of(path);
  }

  private static Type text(Repetition repetition, String in, String name) {
    return Types.primitive(BINARY, repetition).as(stringType()).id(id(in + name)).named(name);
  }

  private static Type number(Repetition repetition, String in, String name) {
    return of(INT64, repetition, in, name);
  }

  private static Type of(PrimitiveTypeName type, Repetition repetition, String in, String name) {
    return Types.primitive(type, repetition).id(id(in + name)).named(name);
  }

  private static Type list(String name, Type... fields) {
    Type element =
        Types.buildGroup(REQUIRED).addFields(fields).id(id(name + ".element")).named("element");
    Type list = Types.buildGroup(REPEATED).addField(element).named("list");
    return Types.buildGroup(REQUIRED).as(listType()).addField(list).id(id(name)).named(name);
  }

  private static Type counts(String name) {
    Type pair =
        Types.buildGroup(REPEATED)
            .addFields(text(REQUIRED, name + ".", "key"), number(REQUIRED, name + ".", "value"))
            .named("key_value");
    return Types.buildGroup(REQUIRED).as(mapType()).addField(pair).id(id(name)).named(name);
  }
}
