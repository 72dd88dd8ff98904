package dev.tributary.pipeline.parquet;

import dev.tributary.schemas.types.EventField;
import dev.tributary.schemas.types.FieldType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.util.Utf8;

/**
 * Declared fields as columns of an Avro schema, and their values as Avro's. Every one may be NULL,
 * also inside lists and groups: a schema may become laxer, and a wrong value may be left out.
 */
final class AvroColumns {
  private AvroColumns() {}

  /** A column and what it holds. */
  record Column(String name, FieldType type) {}

  /**
   * The schema of a column.
   *
   * @param path where it is, unique in its file: names what Avro wants a name for
   */
  static Schema schema(FieldType type, String path) {
    return Schema.createUnion(Schema.create(Schema.Type.NULL), notNull(type, path));
  }

  private static Schema notNull(FieldType type, String path) {
    return switch (type.kind()) {
      case TEXT, UUID, SYMBOL -> Schema.create(Schema.Type.STRING);
      case FLAG -> Schema.create(Schema.Type.BOOLEAN);
      case WHOLE -> Schema.create(Schema.Type.LONG);
      case REAL -> Schema.create(Schema.Type.DOUBLE);
      case DAY -> LogicalTypes.date().addToSchema(Schema.create(Schema.Type.INT));
      case MOMENT -> LakeFormat.time();
      case DECIMAL -> decimal((FieldType.Decimal) type, path);
      case LIST ->
          Schema.createArray(schema(((FieldType.ListOf) type).element(), path + ".element"));
      case MAP -> Schema.createMap(schema(((FieldType.MapOf) type).value(), path + ".value"));
      case GROUP -> group((FieldType.Group) type, path);
    };
  }

  private static Schema decimal(FieldType.Decimal type, String path) {
    Schema fixed = Schema.createFixed("amount", null, path, bytes(type));
    return LogicalTypes.decimal(type.precision(), type.scale()).addToSchema(fixed);
  }

  private static Schema group(FieldType.Group type, String path) {
    List<Schema.Field> fields = new ArrayList<>();
    for (EventField field : type.fields()) {
      Schema schema = schema(field.type(), path + "." + field.column());
      fields.add(new Schema.Field(field.column(), schema, null, Schema.Field.NULL_DEFAULT_VALUE));
    }
    return Schema.createRecord("group", null, path, false, fields);
  }

  /** The value as Avro's generic classes have it. */
  static Object value(FieldType type, Object value, Schema schema) {
    if (value == null) {
      return null;
    }
    return switch (type.kind()) {
      case TEXT, UUID, SYMBOL -> utf8((String) value);
      case FLAG, WHOLE, REAL, DAY -> value;
      case MOMENT -> LakeFormat.micros((Long) value);
      case DECIMAL ->
          new GenericData.Fixed(
              notNull(schema), unscaled((BigDecimal) value, bytes((FieldType.Decimal) type)));
      case LIST -> list((FieldType.ListOf) type, (List<?>) value, notNull(schema));
      case MAP -> map((FieldType.MapOf) type, (Map<?, ?>) value, notNull(schema));
      case GROUP -> group((FieldType.Group) type, (Object[]) value, notNull(schema));
    };
  }

  private static Schema notNull(Schema union) {
    return union.getTypes().get(1);
  }

  private static List<Object> list(FieldType.ListOf type, List<?> given, Schema schema) {
    List<Object> elements = new ArrayList<>();
    for (Object element : given) {
      elements.add(value(type.element(), element, schema.getElementType()));
    }
    return elements;
  }

  private static Map<Object, Object> map(FieldType.MapOf type, Map<?, ?> given, Schema schema) {
    Map<Object, Object> values = new LinkedHashMap<>();
    given.forEach(
        (name, each) ->
            values.put(utf8((String) name), value(type.value(), each, schema.getValueType())));
    return values;
  }

  /** Over an array: of a String Parquet makes a text that compares through a ByteBuffer. */
  static Utf8 utf8(String text) {
    return new Utf8(text.getBytes(StandardCharsets.UTF_8));
  }

  private static GenericData.Record group(FieldType.Group group, Object[] values, Schema schema) {
    var record = new GenericData.Record(schema);
    for (int i = 0; i < values.length; i++) {
      record.put(
          i, value(group.fields().get(i).type(), values[i], schema.getFields().get(i).schema()));
    }
    return record;
  }

  /** The fewest bytes that hold every number of the precision. */
  static int bytes(FieldType.Decimal decimal) {
    return BigInteger.TEN.pow(decimal.precision()).bitLength() / 8 + 1;
  }

  /** The unscaled number in so many bytes, two's complement, the highest first. */
  static byte[] unscaled(BigDecimal value, int size) {
    byte[] given = value.unscaledValue().toByteArray();
    if (given.length == size) {
      return given;
    }
    byte[] filled = new byte[size];
    Arrays.fill(filled, 0, size - given.length, (byte) (value.signum() < 0 ? -1 : 0));
    System.arraycopy(given, 0, filled, size - given.length, given.length);
    return filled;
  }
}
