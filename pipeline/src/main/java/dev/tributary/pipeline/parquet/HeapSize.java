package dev.tributary.pipeline.parquet;

import dev.tributary.schemas.event.Event;
import dev.tributary.schemas.event.TypedData;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * About how many bytes of heap an object takes that a client has chosen: by its members, since an
 * object of one character is many times its JSON. Less than twice too little, on a JVM of 64 bits.
 */
public final class HeapSize {
  private static final long ARRAY = 16;
  private static final long REFERENCE = 4;
  private static final long TEXT = 24 + ARRAY;
  private static final long NUMBER = 24;
  private static final long DECIMAL = 40;
  private static final long MAP = 56 + ARRAY;
  private static final long ENTRY = 48;
  private static final long EVENT = 96;

  private HeapSize() {}

  /** An event, without its record. */
  public static long of(Event event) {
    long size = EVENT + of(event.id()) + of(event.headers()) + of(event.problems());
    size += of(event.host()) + of(event.userAgent()) + of(event.accept());
    TypedData data = event.data();
    if (data != null) {
      int fields = data.schema().fields().size();
      size += NUMBER + ARRAY + REFERENCE * fields;
      for (int i = 0; i < fields; i++) {
        size += of(data.value(i));
      }
    }
    return size;
  }

  /** The bytes of a record. */
  public static long of(byte[] bytes) {
    return ARRAY + bytes.length;
  }

  /** A value of any of the classes that {@link dev.tributary.schemas.types.FieldType} names. */
  public static long of(Object value) {
    if (value == null) {
      return 0;
    }
    if (value instanceof String text) {
      return TEXT + text.length() + text.length() / 2; // a character is one byte, or two
    }
    if (value instanceof Map<?, ?> map) {
      return ofMap(map);
    }
    if (value instanceof List<?> list) {
      return ofAll(list.toArray()) + list.size() / 2 * REFERENCE; // and room for more
    }
    if (value instanceof Object[] group) {
      return ofAll(group);
    }
    return value instanceof BigDecimal decimal ? DECIMAL + decimal.precision() : NUMBER;
  }

  private static long ofAll(Object[] values) {
    long size = NUMBER + ARRAY + REFERENCE * values.length;
    for (Object value : values) {
      size += of(value);
    }
    return size;
  }

  private static long ofMap(Map<?, ?> map) {
    long[] size = {MAP};
    map.forEach((name, value) -> size[0] += ENTRY + of(name) + of(value));
    return size[0];
  }
}
