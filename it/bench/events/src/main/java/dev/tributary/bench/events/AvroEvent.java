package dev.tributary.bench.events;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** The columns of the lake's contract as an Avro record, for the peers whose sinks take one. */
public final class AvroEvent {
  /** The schema; its last field names the folder and is written as well. */
  public static final Schema SCHEMA =
      SchemaBuilder.record("event")
          .fields()
          .requiredString("event_id")
          .name("event_time")
          .type(millis())
          .noDefault()
          .requiredString("event_time_source")
          .name("received_at")
          .type(millis())
          .noDefault()
          .optionalString("host")
          .optionalString("user_agent")
          .optionalString("accept")
          .name("headers")
          .type()
          .map()
          .values()
          .stringType()
          .noDefault()
          .requiredString("raw_event")
          .requiredString("kafka_topic")
          .requiredInt("kafka_partition")
          .requiredLong("kafka_offset")
          .requiredString("folder_type")
          .endRecord();

  private static final int TIME = 1;
  private static final int FOLDER_TYPE = 12;

  private AvroEvent() {}

  private static Schema millis() {
    return LogicalTypes.timestampMillis().addToSchema(Schema.create(Schema.Type.LONG));
  }

  /** One record. */
  public static GenericRecord of(
      ParsedEvent event, byte[] value, String topic, int partition, long offset) {
    var record = new GenericData.Record(SCHEMA);
    record.put(0, event.id);
    record.put(TIME, event.timeMillis);
    record.put(2, event.hasTime ? "client" : "door");
    record.put(3, event.receivedMillis);
    record.put(4, event.host);
    record.put(5, event.userAgent);
    record.put(6, event.accept);
    record.put(7, new HashMap<>(event.headers));
    record.put(8, new String(value, StandardCharsets.UTF_8));
    record.put(9, topic);
    record.put(10, partition);
    record.put(11, offset);
    record.put(FOLDER_TYPE, event.type);
    return record;
  }

  /** The record's partition folder. */
  public static String folder(GenericRecord record) {
    return ParsedEvent.folder(
        record.get(FOLDER_TYPE).toString(), ParsedEvent.hour((Long) record.get(TIME)));
  }
}
