package dev.tributary.pipeline.parquet;

import dev.tributary.schemas.EventField;
import dev.tributary.schemas.FieldType;
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
    if (type instanceof FieldType.Flag) {
      return Schema.create(Schema.Type.BOOLEAN);
    }
    if (type instanceof FieldType.Whole) {
      return Schema.create(Schema.Type.LONG);
    }
    if (type instanceof FieldType.Real) {
      return Schema.create(Schema.Type.DOUBLE);
    }
    if (type instanceof FieldType.Day) {
      return LogicalTypes.date().addToSchema(Schema.create(Schema.Type.INT));
    }
    if (type instanceof FieldType.Moment) {
      return LogicalTypes.timestampMillis().addToSchema(Schema.create(Schema.Type.LONG));
    }
    if (type instanceof FieldType.Decimal decimal) {
      Schema fixed = Schema.createFixed("amount", null, path, bytes(decimal));
      return LogicalTypes.decimal(decimal.precision(), decimal.scale()).addToSchema(fixed);
    }
    if (type instanceof FieldType.ListOf list) {
      return Schema.createArray(schema(list.element(), path + ".element"));
    }
    if (type instanceof FieldType.MapOf map) {
      return Schema.createMap(schema(map.value(), path + ".value"));
    }
    if (type instanceof FieldType.Group group) {
      List<Schema.Field> fields = new ArrayList<>();
      for (EventField field : group.fields()) {
        Schema schema = schema(field.type(), path + "." + field.column());
        fields.add(new Schema.Field(field.column(), schema, null, Schema.Field.NULL_DEFAULT_VALUE));
      }
      return Schema.createRecord("group", null, path, false, fields);
    }
    return Schema.create(Schema.Type.STRING); // text, UUIDs and symbols
  }

  /** The value as Avro's generic classes have it. */
  static Object value(FieldType type, Object value, Schema schema) {
    if (value == null) {
      return null;
    }
    if (value instanceof String text) {
      return utf8(text);
    }
    Schema notNull = schema.getTypes().get(1);
    if (type instanceof FieldType.Decimal decimal) {
      return new GenericData.Fixed(notNull, unscaled((BigDecimal) value, bytes(decimal)));
    }
    if (type instanceof FieldType.ListOf list) {
      List<Object> elements = new ArrayList<>();
      for (Object element : (List<?>) value) {
        elements.add(value(list.element(), element, notNull.getElementType()));
      }
      return elements;
    }
    if (type instanceof FieldType.MapOf map) {
      Map<Object, Object> values = new LinkedHashMap<>();
      ((Map<?, ?>) value)
          .forEach(
              (name, each) ->
                  values.put(
                      utf8((String) name), value(map.value(), each, notNull.getValueType())));
      return values;
    }
    if (type instanceof FieldType.Group group) {
      return group(group, (Object[]) value, notNull);
    }
    return value;
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
