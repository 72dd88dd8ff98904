package dev.tributary.ingest.collect;

import dev.tributary.ingest.envelope.EnvelopeWriter;
import dev.tributary.ingest.envelope.EventFields;
import dev.tributary.ingest.envelope.EventIdSource;
import dev.tributary.ingest.envelope.HeaderFields;
import dev.tributary.ingest.publish.Delivery;
import dev.tributary.ingest.publish.EventPublisher;
import dev.tributary.ingest.publish.OutgoingEvent;
import dev.tributary.schemas.Decoded;
import dev.tributary.schemas.EventDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Makes records of events, checks them with the pipeline's own decoder, and brings them to Kafka.
 */
final class Collector {
  /** Biggest record value, in bytes. */
  static final int MAX_EVENT_BYTES = 1024 * 1024;

  private final EventPublisher publisher;
  private final HeaderFields headerFields;
  private final EventIdSource ids;
  private final EventDecoder decoder = new EventDecoder();

  Collector(EventPublisher publisher, HeaderFields headerFields, EventIdSource ids) {
    this.publisher = publisher;
    this.headerFields = headerFields;
    this.ids = ids;
  }

  /** One event of a known type. Returns when Kafka has it. */
  void collectOne(Incoming request, String type, String topic, byte[] data) {
    long received = request.receivedMillis();
    String id = ids.next(received);
    byte[] headers = headerFields.json(request.head());
    byte[] value = new EnvelopeWriter(headers, received).write(new EventFields(type, id, "", data));
    if (value.length > MAX_EVENT_BYTES) {
      throw new Problem(
          413, "The event is too large (limit=" + MAX_EVENT_BYTES + " bytes as a record)");
    }
    if (decoder.decode(value, received) instanceof Decoded.Invalid invalid) {
      throw new Problem(400, "Cannot take the event: " + invalid.rejection().detail());
    }
    byte[] key = id.getBytes(StandardCharsets.ISO_8859_1);
    List<Delivery> deliveries = publisher.publish(List.of(new OutgoingEvent(topic, key, value)));
    if (deliveries.getFirst() instanceof Delivery.Unacknowledged unknown) {
      throw Problem.unavailable(unknown.why() + ": send it again");
    }
  }
}
