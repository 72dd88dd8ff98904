package dev.tributary.ingest.collect;

import dev.tributary.ingest.envelope.EnvelopeWriter;
import dev.tributary.ingest.envelope.EventFields;
import dev.tributary.ingest.envelope.EventIdGenerator;
import dev.tributary.ingest.envelope.HeaderFields;
import dev.tributary.ingest.format.EventError;
import dev.tributary.ingest.format.EventLimits;
import dev.tributary.ingest.format.ParsedEvent;
import dev.tributary.ingest.http.Client;
import dev.tributary.ingest.http.Request;
import dev.tributary.ingest.publish.EventPublisher;
import dev.tributary.ingest.publish.OutgoingEvent;
import dev.tributary.ingest.publish.Partitioning;
import dev.tributary.schemas.decode.EventDecoder;
import dev.tributary.schemas.event.Decoded;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/**
 * Makes the records of events, and checks each with the pipeline's own decoder: what the service
 * accepts is what the pipeline can read. Thread safe.
 */
final class RecordMaker {
  /** Events of a request that share a partition; more fill batches anyway, best in all of them. */
  private static final int TOGETHER = 16;

  private final EventPublisher publisher;
  private final HeaderFields headerFields;
  private final EventIdGenerator ids;
  private final EventDecoder decoder = new EventDecoder();

  RecordMaker(EventPublisher publisher, HeaderFields headerFields, EventIdGenerator ids) {
    this.publisher = publisher;
    this.headerFields = headerFields;
    this.ids = ids;
  }

  /**
   * For the events of one request, which share its headers and time.
   *
   * @param topicOf the topic of an event type
   */
  OfRequest of(Request request, UnaryOperator<String> topicOf) {
    return new OfRequest(request, topicOf);
  }

  /** Makes the records of one request. For one thread. */
  final class OfRequest {
    private final long receivedMillis;
    private final Client client;
    private final EnvelopeWriter writer;
    private final UnaryOperator<String> topicOf;

    private OfRequest(Request request, UnaryOperator<String> topicOf) {
      this.receivedMillis = request.receivedMillis();
      this.client = request.client();
      this.writer =
          new EnvelopeWriter(headerFields.json(request.head(), request.peer()), receivedMillis);
      this.topicOf = topicOf;
    }

    /**
     * Makes the record of one event.
     *
     * @param portion pays for the record's bytes
     */
    Prepared prepare(ParsedEvent event, Portion portion) {
      return switch (event) {
        case ParsedEvent.Malformed malformed -> new Prepared.Refused(malformed.error());
        case ParsedEvent.Parsed parsed -> prepare(parsed.fields(), portion);
      };
    }

    private Prepared prepare(EventFields given, Portion portion) {
      if (given.data().length() > EventLimits.MAX_EVENT_BYTES) {
        return new Prepared.Refused(EventError.TOO_LARGE); // its record would be larger still
      }
      String topic = topicOf.apply(given.type());
      Partitioning keys =
          portion.sent() < TOGETHER ? publisher.partitioning(topic) : Partitioning.UNKNOWN;
      EventFields fields =
          given.id().isEmpty() ? given.withId(ids.next(receivedMillis, keys)) : given;
      byte[] value = writer.write(fields);
      portion.hold(value.length);
      if (value.length > EventLimits.MAX_EVENT_BYTES) {
        return new Prepared.Refused(EventError.TOO_LARGE);
      }
      if (decoder.decode(value, receivedMillis) instanceof Decoded.Invalid invalid) {
        return new Prepared.Refused(EventError.of(invalid.rejection()));
      }
      if (!client.maySend(fields.type())) {
        return new Prepared.Refused(EventError.notAllowed(fields.type()));
      }
      byte[] key = fields.id().getBytes(StandardCharsets.ISO_8859_1);
      return new Prepared.Ready(fields, new OutgoingEvent(topic, key, value));
    }
  }
}
