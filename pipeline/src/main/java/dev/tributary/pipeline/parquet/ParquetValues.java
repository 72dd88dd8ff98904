package dev.tributary.pipeline.parquet;

import dev.tributary.schemas.columns.EventColumn;
import dev.tributary.schemas.types.EventField;
import dev.tributary.schemas.types.FieldType;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;

/** Values as calls of Parquet's record consumer; a null makes none. */
final class ParquetValues {
  private static final FieldType TEXT = new FieldType.Text();

  private final RecordConsumer consumer;
  private final BinaryCache<Binary> binaries;

  ParquetValues(RecordConsumer consumer, BinaryCache<Binary> binaries) {
    this.consumer = consumer;
    this.binaries = binaries;
  }

  /** A text that may come again and again. */
  void sharedText(EventColumn column, String value) {
    if (value != null) {
      bytes(column, binaries.of(value));
    }
  }

  void text(EventColumn column, String value) {
    bytes(column, utf8(value));
  }

  /** Over an array: {@link Binary#fromString} compares and hashes through a ByteBuffer. */
  private static Binary utf8(String text) {
    return Binary.fromConstantByteArray(text.getBytes(StandardCharsets.UTF_8));
  }

  void bytes(EventColumn column, Binary value) {
    consumer.startField(column.column(), column.ordinal());
    consumer.addBinary(value);
    consumer.endField(column.column(), column.ordinal());
  }

  void number(EventColumn column, long value) {
    consumer.startField(column.column(), column.ordinal());
    consumer.addLong(value);
    consumer.endField(column.column(), column.ordinal());
  }

  void number(EventColumn column, int value) {
    consumer.startField(column.column(), column.ordinal());
    consumer.addInteger(value);
    consumer.endField(column.column(), column.ordinal());
  }

  /** A field of a declared type. */
  void field(String column, int index, FieldType type, Object value) {
    if (value == null) {
      return;
    }
    consumer.startField(column, index);
    value(type, value);
    consumer.endField(column, index);
  }

  private void value(FieldType type, Object value) {
    boolean isPrimitive =
        switch (type.kind()) {
          case TEXT, UUID, SYMBOL -> {
            consumer.addBinary(utf8((String) value));
            yield true;
          }
          case WHOLE -> {
            consumer.addLong((Long) value);
            yield true;
          }
          case MOMENT -> {
            consumer.addLong(LakeFormat.micros((Long) value));
            yield true;
          }
          case REAL -> {
            consumer.addDouble((Double) value);
            yield true;
          }
          case FLAG -> {
            consumer.addBoolean((Boolean) value);
            yield true;
          }
          case DAY -> {
            consumer.addInteger((Integer) value);
            yield true;
          }
          case DECIMAL -> {
            consumer.addBinary(decimal((FieldType.Decimal) type, (BigDecimal) value));
            yield true;
          }
          case LIST, MAP, GROUP -> false;
        };
    if (!isPrimitive) {
      consumer.startGroup();
      members(type, value);
      consumer.endGroup();
    }
  }

  private static Binary decimal(FieldType.Decimal type, BigDecimal value) {
    return Binary.fromConstantByteArray(AvroColumns.unscaled(value, AvroColumns.bytes(type)));
  }

  private void members(FieldType type, Object value) {
    if (type instanceof FieldType.ListOf list) {
      elements(list, (List<?>) value);
    } else if (type instanceof FieldType.MapOf map) {
      entries(map, (Map<?, ?>) value);
    } else {
      fields((FieldType.Group) type, (Object[]) value);
    }
  }

  private void fields(FieldType.Group type, Object[] values) {
    List<EventField> fields = type.fields();
    for (int i = 0; i < values.length; i++) {
      field(fields.get(i).column(), i, fields.get(i).type(), values[i]);
    }
  }

  private void elements(FieldType.ListOf type, List<?> elements) {
    if (elements.isEmpty()) {
      return;
    }
    consumer.startField("list", 0);
    for (Object element : elements) {
      consumer.startGroup();
      field("element", 0, type.element(), element);
      consumer.endGroup();
    }
    consumer.endField("list", 0);
  }

  private void entries(FieldType.MapOf type, Map<?, ?> values) {
    if (values.isEmpty()) {
      return;
    }
    consumer.startField("key_value", 0);
    values.forEach(
        (name, value) -> {
          consumer.startGroup();
          field("key", 0, TEXT, name);
          field("value", 1, type.value(), value);
          consumer.endGroup();
        });
    consumer.endField("key_value", 0);
  }
}
