package dev.tributary.bench.consumer;

import dev.tributary.bench.events.ParsedEvent;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/** The columns of the lake's contract. */
final class EventColumns extends WriteSupport<EventRow> {
  private static final MessageType TYPE =
      MessageTypeParser.parseMessageType(
          """
          message event {
            required binary event_id (STRING);
            required int64 event_time (TIMESTAMP(MILLIS,true));
            required binary event_time_source (STRING);
            required int64 received_at (TIMESTAMP(MILLIS,true));
            optional binary host (STRING);
            optional binary user_agent (STRING);
            optional binary accept (STRING);
            required group headers (MAP) {
              repeated group key_value {
                required binary key (STRING);
                required binary value (STRING);
              }
            }
            required binary raw_event (STRING);
            required binary kafka_topic (STRING);
            required int32 kafka_partition;
            required int64 kafka_offset;
          }
          """);

  private RecordConsumer consumer;

  @Override
  @SuppressWarnings("deprecation") // abstract all the same
  public WriteContext init(Configuration configuration) {
    return new WriteContext(TYPE, Map.of());
  }

  @Override
  public void prepareForWrite(RecordConsumer recordConsumer) {
    consumer = recordConsumer;
  }

  @Override
  public void write(EventRow row) {
    ParsedEvent event = row.event();
    consumer.startMessage();
    text("event_id", 0, event.id);
    number("event_time", 1, event.timeMillis);
    text("event_time_source", 2, event.hasTime ? "client" : "door");
    number("received_at", 3, event.receivedMillis);
    text("host", 4, event.host);
    text("user_agent", 5, event.userAgent);
    text("accept", 6, event.accept);
    headers(event.headers);
    consumer.startField("raw_event", 8);
    consumer.addBinary(Binary.fromConstantByteArray(row.record().value()));
    consumer.endField("raw_event", 8);
    text("kafka_topic", 9, row.record().topic());
    consumer.startField("kafka_partition", 10);
    consumer.addInteger(row.record().partition());
    consumer.endField("kafka_partition", 10);
    number("kafka_offset", 11, row.record().offset());
    consumer.endMessage();
  }

  private void headers(Map<String, String> headers) {
    consumer.startField("headers", 7);
    consumer.startGroup();
    if (!headers.isEmpty()) {
      consumer.startField("key_value", 0);
      headers.forEach(
          (name, value) -> {
            consumer.startGroup();
            text("key", 0, name);
            text("value", 1, value);
            consumer.endGroup();
          });
      consumer.endField("key_value", 0);
    }
    consumer.endGroup();
    consumer.endField("headers", 7);
  }

  private void text(String column, int index, String value) {
    if (value != null) {
      consumer.startField(column, index);
      consumer.addBinary(Binary.fromString(value));
      consumer.endField(column, index);
    }
  }

  private void number(String column, int index, long value) {
    consumer.startField(column, index);
    consumer.addLong(value);
    consumer.endField(column, index);
  }
}
