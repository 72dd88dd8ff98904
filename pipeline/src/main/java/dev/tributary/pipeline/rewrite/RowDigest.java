package dev.tributary.pipeline.rewrite;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.Type;

/**
 * A digest of rows whatever their order: the sum of the SHA-256 of each, of which 128 bits are
 * taken. A row's text is its values with their columns' names, so that a column that is NULL adds
 * nothing. Also tells about how much heap a row takes. One thread.
 */
final class RowDigest {
  /** An object, a list and its array for each value of Parquet's example rows. */
  private static final long HEAP_A_VALUE = 150;

  private final MessageDigest sha256 = sha256();
  private final ByteBuffer number = ByteBuffer.allocate(Long.BYTES);
  private long high;
  private long low;
  private long rows;
  private long heap;

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Each JVM must have SHA-256", e);
    }
  }

  /**
   * Adds a row.
   *
   * @return about how many bytes of the heap it takes
   */
  long add(Group row) {
    heap = 0;
    fields(row, row.getType());
    ByteBuffer hash = ByteBuffer.wrap(sha256.digest());
    high += hash.getLong();
    low += hash.getLong();
    rows++;
    return heap;
  }

  private void fields(Group group, GroupType type) {
    for (int field = 0; field < type.getFieldCount(); field++) {
      int count = group.getFieldRepetitionCount(field);
      heap += HEAP_A_VALUE;
      if (count > 0) {
        Type fieldType = type.getType(field);
        text(fieldType.getName().getBytes(StandardCharsets.UTF_8));
        number(count);
        for (int i = 0; i < count; i++) {
          value(group, field, i, fieldType);
        }
      }
    }
    number(-1); // where a group ends
  }

  private void value(Group group, int field, int index, Type type) {
    heap += HEAP_A_VALUE;
    if (!type.isPrimitive()) {
      fields(group.getGroup(field, index), type.asGroupType());
      return;
    }
    switch (type.asPrimitiveType().getPrimitiveTypeName()) {
      case INT64 -> number(group.getLong(field, index));
      case INT32 -> number(group.getInteger(field, index));
      case BOOLEAN -> number(group.getBoolean(field, index) ? 1 : 0);
      case DOUBLE -> number(Double.doubleToRawLongBits(group.getDouble(field, index)));
      case FLOAT -> number(Float.floatToRawIntBits(group.getFloat(field, index)));
      case BINARY, FIXED_LEN_BYTE_ARRAY, INT96 -> text(group.getBinary(field, index).getBytes());
    }
  }

  private void text(byte[] bytes) {
    number(bytes.length);
    sha256.update(bytes);
    heap += bytes.length;
  }

  private void number(long value) {
    sha256.update(number.putLong(0, value).array());
  }

  long rows() {
    return rows;
  }

  /** The digest of all rows so far. */
  String text() {
    return String.format("%016x%016x", high, low);
  }
}
