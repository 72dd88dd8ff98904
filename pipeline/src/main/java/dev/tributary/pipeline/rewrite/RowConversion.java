package dev.tributary.pipeline.rewrite;

import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.Type;

/** Gives rows of a file whose times are milliseconds the microseconds of a schema. Pure. */
final class RowConversion {
  private static final long MICROS_A_MILLI = 1_000;

  private RowConversion() {}

  /** Whether a file's rows need it: some of its times have another unit. */
  static boolean isNeeded(GroupType file, GroupType wanted) {
    return file.getFields().stream()
        .filter(field -> wanted.containsField(field.getName()))
        .anyMatch(field -> isNeeded(field, wanted.getType(field.getName())));
  }

  private static boolean isNeeded(Type file, Type wanted) {
    return file.isPrimitive()
        ? !RowSchema.unit(file).equals(RowSchema.unit(wanted))
        : isNeeded(file.asGroupType(), wanted.asGroupType());
  }

  /**
   * The row with other units.
   *
   * @param row as read, with the fields of the wanted schema
   */
  static Group of(Group row, GroupType file, GroupType wanted) {
    var made = new SimpleGroup(wanted);
    for (int field = 0; field < wanted.getFieldCount(); field++) {
      Type type = wanted.getType(field);
      int count = row.getFieldRepetitionCount(field);
      for (int i = 0; i < count; i++) {
        copy(row, field, i, file.getType(type.getName()), type, made);
      }
    }
    return made;
  }

  private static void copy(Group row, int field, int index, Type file, Type wanted, Group out) {
    if (!wanted.isPrimitive()) {
      Group inner = row.getGroup(field, index);
      out.add(field, of(inner, file.asGroupType(), wanted.asGroupType()));
      return;
    }
    switch (wanted.asPrimitiveType().getPrimitiveTypeName()) {
      case INT64 -> out.add(field, number(row.getLong(field, index), file, wanted));
      case INT32 -> out.add(field, row.getInteger(field, index));
      case BOOLEAN -> out.add(field, row.getBoolean(field, index));
      case DOUBLE -> out.add(field, row.getDouble(field, index));
      case FLOAT -> out.add(field, row.getFloat(field, index));
      case BINARY, FIXED_LEN_BYTE_ARRAY, INT96 -> out.add(field, row.getBinary(field, index));
    }
  }

  private static long number(long value, Type file, Type wanted) {
    boolean isFiner =
        RowSchema.unit(file).filter(TimeUnit.MILLIS::equals).isPresent()
            && RowSchema.unit(wanted).filter(TimeUnit.MICROS::equals).isPresent();
    return isFiner ? Math.multiplyExact(value, MICROS_A_MILLI) : value;
  }
}
