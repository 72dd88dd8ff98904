package dev.tributary.pipeline.parquet;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.tributary.schemas.columns.FieldIds;
import dev.tributary.schemas.types.FieldIdFile;
import java.util.List;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.avro.AvroSchemaConverter;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/**
 * What a file of lake format 2 has that one of format 1 has not: times in microseconds, a field id
 * for each column, and the format's number in its footer.
 */
public final class LakeFormat {
  /** The property with the number in a file's Avro schema; files of format 1 have none. */
  public static final String KEY = "tributary.lake-format";

  private static final String NUMBER = "2";

  private static final LogicalTypeAnnotation MILLIS = time(TimeUnit.MILLIS);
  private static final LogicalTypeAnnotation MICROS = time(TimeUnit.MICROS);

  private LakeFormat() {}

  private static LogicalTypeAnnotation time(TimeUnit unit) {
    return LogicalTypeAnnotation.timestampType(true, unit);
  }

  /** Lets the schema of a file's rows, which its footer has, say that it is of this format. */
  public static void mark(Schema avro) {
    avro.addProp(KEY, NUMBER);
  }

  /** The schema of a time. */
  static Schema time() {
    return LogicalTypes.timestampMicros().addToSchema(Schema.create(Schema.Type.LONG));
  }

  /** A time as a file has it; the year 294246 is the last one. */
  static long micros(long millis) {
    return MILLISECONDS.toMicros(millis);
  }

  /** The time in a row of whatever format, in milliseconds. */
  public static long millis(GenericRecord row, String column) {
    long time = (long) row.get(column);
    boolean isMicros =
        row.getSchema().getField(column).schema().getLogicalType()
            instanceof LogicalTypes.TimestampMicros;
    return isMicros ? Math.floorDiv(time, 1_000) : time;
  }

  /** The schema as Parquet has it; parquet-avro gives no ids. */
  static MessageType withoutIds(Schema avro) {
    return new AvroSchemaConverter(EventFile.configuration()).convert(avro);
  }

  /** The schema of files of {@code events}, of whatever format, in the present one. */
  public static MessageType events(MessageType schema) {
    return present(schema, FieldIdFile.declared());
  }

  /** The schema of files of {@code dead_letters}, of whatever format, in the present one. */
  public static MessageType deadLetters(MessageType schema) {
    return present(schema, FieldIds.DEAD_LETTERS);
  }

  private static MessageType present(MessageType schema, FieldIds ids) {
    List<Type> columns =
        schema.getFields().stream().map(column -> present(column, column.getName(), ids)).toList();
    return new MessageType(schema.getName(), columns);
  }

  private static Type present(Type column, String path, FieldIds ids) {
    int id = column.getId() == null ? ids.of(path) : column.getId().intValue();
    if (column.isPrimitive()) {
      return inMicros(column.asPrimitiveType()).withId(id);
    }
    GroupType group = column.asGroupType();
    if (!isListOrMap(group)) {
      return inside(group, path, ids).withId(id);
    }
    GroupType repeated = group.getType(0).asGroupType(); // which is no column
    return group.withNewFields(inside(repeated, path, ids)).withId(id);
  }

  private static PrimitiveType inMicros(PrimitiveType column) {
    return MILLIS.equals(column.getLogicalTypeAnnotation())
        ? Types.primitive(column.getPrimitiveTypeName(), column.getRepetition())
            .as(MICROS)
            .named(column.getName())
        : column;
  }

  private static boolean isListOrMap(GroupType group) {
    LogicalTypeAnnotation annotation = group.getLogicalTypeAnnotation();
    return LogicalTypeAnnotation.listType().equals(annotation)
        || LogicalTypeAnnotation.mapType().equals(annotation);
  }

  private static GroupType inside(GroupType group, String path, FieldIds ids) {
    return group.withNewFields(
        group.getFields().stream()
            .map(field -> present(field, path + "." + field.getName(), ids))
            .toList());
  }
}
