package dev.tributary.pipeline.parquet;

import dev.tributary.pipeline.lake.files.Lake;
import dev.tributary.schemas.columns.EventColumn;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.util.Utf8;

/**
 * The tables as Avro schemas, and dead letters as Avro records, for Beam's Parquet sink. Column
 * names and types are the lake contract's.
 */
final class AvroRows {
  /** The property of a file's schema, kept in its footer, that holds topic ids by topic. */
  static final String TOPIC_IDS = Lake.TOPIC_IDS;

  private AvroRows() {}

  /** The schema of {@code events} with these columns too, and the topics' ids as a property. */
  static Schema events(Map<String, String> topicIds, List<AvroColumns.Column> columns) {
    SchemaBuilder.FieldAssembler<Schema> fields =
        SchemaBuilder.record("event").namespace("dev.tributary").fields();
    for (EventColumn column : EventColumn.ALL) {
      fields = field(fields, column);
    }
    for (AvroColumns.Column column : columns) {
      fields
          .name(column.name())
          .type(AvroColumns.schema(column.type(), "dev.tributary.event." + column.name()))
          .withDefault(null);
    }
    Schema schema = fields.endRecord();
    schema.addProp(TOPIC_IDS, topicIds);
    LakeFormat.mark(schema);
    return schema;
  }

  private static SchemaBuilder.FieldAssembler<Schema> field(
      SchemaBuilder.FieldAssembler<Schema> fields, EventColumn column) {
    String name = column.column();
    return switch (column) {
      case EVENT_ID, EVENT_TIME_SOURCE, RAW_EVENT, KAFKA_TOPIC -> fields.requiredString(name);
      case HOST, USER_AGENT, ACCEPT -> fields.optionalString(name);
      case EVENT_TIME, RECEIVED_AT -> fields.name(name).type(LakeFormat.time()).noDefault();
      case HEADERS -> fields.name(name).type().map().values().stringType().noDefault();
      case KAFKA_PARTITION -> fields.requiredInt(name);
      case KAFKA_OFFSET -> fields.requiredLong(name);
    };
  }

  /** The schema of {@code dead_letters}, with the topics' ids as a property. */
  static Schema deadLetters(Map<String, String> topicIds) {
    Schema schema =
        SchemaBuilder.record("dead_letter")
            .namespace("dev.tributary")
            .fields()
            .name("received_at")
            .type(LakeFormat.time())
            .noDefault()
            .requiredString("reason")
            .optionalString("field")
            .requiredString("detail")
            .requiredString("raw_event")
            .requiredString("raw_encoding")
            .requiredString("kafka_topic")
            .requiredInt("kafka_partition")
            .requiredLong("kafka_offset")
            .endRecord();
    schema.addProp(TOPIC_IDS, topicIds);
    LakeFormat.mark(schema);
    return schema;
  }

  static GenericRecord of(DeadLetterRow row, Schema schema) {
    var rejection = row.rejection();
    var record = new GenericData.Record(schema);
    record.put(0, LakeFormat.micros(row.receivedMillis()));
    record.put(1, rejection.reason().name());
    record.put(2, rejection.field().isEmpty() ? null : rejection.field());
    record.put(3, rejection.detail());
    boolean utf8 = isUtf8(row.value());
    record.put(4, utf8 ? new Utf8(row.value()) : Base64.getEncoder().encodeToString(row.value()));
    record.put(5, utf8 ? "utf-8" : "base64");
    record.put(6, row.lane().topic());
    record.put(7, row.lane().partition());
    record.put(8, row.offset());
    return record;
  }

  private static boolean isUtf8(byte[] value) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value));
      return true;
    } catch (CharacterCodingException no) {
      return false;
    }
  }
}
