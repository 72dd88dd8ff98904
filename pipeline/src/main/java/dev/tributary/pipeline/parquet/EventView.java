package dev.tributary.pipeline.parquet;

import dev.tributary.schemas.Event;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.util.Utf8;

/**
 * A row of {@code events} as an Avro record, for Beam's Parquet sink, which reads each column once
 * and keeps no record. One view for each open file, set on one row after the other. It holds
 * nothing but the row, so no value can come from another one.
 */
final class EventView implements GenericRecord {
  private final EventFile file;
  private final SharedBytes<Utf8> texts;
  private EventRow row;

  /**
   * Views rows of one event type.
   *
   * @param texts the texts that come often, shared by the files of one thread
   */
  EventView(EventFile file, SharedBytes<Utf8> texts) {
    this.file = file;
    this.texts = texts;
  }

  /** This view, of the next row. */
  EventView of(EventRow next) {
    row = next;
    return this;
  }

  @Override
  public Object get(int column) {
    Event event = row.event();
    return switch (column) {
      case 0 -> AvroColumns.utf8(row.eventId());
      case 1 -> event.timeMillis();
      case 2 -> sharedText(event.timeSource().column());
      case 3 -> event.receivedMillis();
      case 4 -> sharedText(event.host());
      case 5 -> sharedText(event.userAgent());
      case 6 -> sharedText(event.accept());
      case 7 -> event.headers();
      case 8 -> new Utf8(row.rawEvent());
      case 9 -> sharedText(row.lane().topic());
      case 10 -> row.lane().partition();
      case 11 -> row.offset();
      default -> declared(event, column - AvroRows.BASE_COLUMNS);
    };
  }

  private Utf8 sharedText(String text) {
    return text == null ? null : texts.of(text);
  }

  private Object declared(Event event, int field) {
    if (field == file.fields().size()) {
      return event.problems().isEmpty() ? null : event.problems();
    }
    Schema schema = file.avro().getFields().get(AvroRows.BASE_COLUMNS + field).schema();
    return AvroColumns.value(file.fields().get(field).type(), event.data().value(field), schema);
  }

  @Override
  public Object get(String column) {
    return get(file.avro().getField(column).pos());
  }

  @Override
  public Schema getSchema() {
    return file.avro();
  }

  @Override
  public void put(int column, Object value) {
    throw new UnsupportedOperationException("Cannot change a row through its view");
  }

  @Override
  public void put(String column, Object value) {
    throw new UnsupportedOperationException("Cannot change a row through its view");
  }

  @Override
  public String toString() {
    return String.valueOf(row);
  }
}
