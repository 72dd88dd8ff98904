package dev.tributary.pipeline.parquet;

import dev.tributary.schemas.columns.EventColumn;
import dev.tributary.schemas.event.Event;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.util.Utf8;

/**
 * A row of {@code events} as an Avro record, for Beam's Parquet sink, which reads each column once
 * and keeps no record. One view for each open file, set on one row after the other. It holds
 * nothing but the row, so no value can come from another one.
 */
final class EventView implements GenericRecord {
  private static final EventColumn[] COLUMNS = EventColumn.values();

  private final EventFile file;
  private final BinaryCache<Utf8> texts;
  private EventRow row;

  /**
   * Views rows of one event type.
   *
   * @param texts the texts that come often, shared by the files of one thread
   */
  EventView(EventFile file, BinaryCache<Utf8> texts) {
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
    return column < COLUMNS.length ? every(COLUMNS[column]) : declared(column - COLUMNS.length);
  }

  private Object every(EventColumn column) {
    Event event = row.event();
    return switch (column) {
      case EVENT_ID -> AvroColumns.utf8(row.eventId());
      case EVENT_TIME -> LakeFormat.micros(event.timeMillis());
      case EVENT_TIME_SOURCE -> sharedText(event.timeSource().column());
      case RECEIVED_AT -> LakeFormat.micros(event.receivedMillis());
      case HOST -> sharedText(event.host());
      case USER_AGENT -> sharedText(event.userAgent());
      case ACCEPT -> sharedText(event.accept());
      case HEADERS -> event.headers();
      case RAW_EVENT -> new Utf8(row.rawEvent());
      case KAFKA_TOPIC -> sharedText(row.lane().topic());
      case KAFKA_PARTITION -> row.lane().partition();
      case KAFKA_OFFSET -> row.offset();
    };
  }

  private Utf8 sharedText(String text) {
    return text == null ? null : texts.of(text);
  }

  private Object declared(int field) {
    Event event = row.event();
    if (field == file.fields().size()) {
      return event.problems().isEmpty() ? null : event.problems();
    }
    Schema schema = file.avro().getFields().get(COLUMNS.length + field).schema();
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
