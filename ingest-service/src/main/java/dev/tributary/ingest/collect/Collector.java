package dev.tributary.ingest.collect;

import dev.tributary.ingest.envelope.EnvelopeWriter;
import dev.tributary.ingest.envelope.EventFields;
import dev.tributary.ingest.envelope.EventIdGenerator;
import dev.tributary.ingest.envelope.HeaderFields;
import dev.tributary.ingest.format.EventError;
import dev.tributary.ingest.format.EventLimits;
import dev.tributary.ingest.format.ParsedEvent;
import dev.tributary.ingest.http.ProblemException;
import dev.tributary.ingest.http.Request;
import dev.tributary.ingest.http.YieldPolicy;
import dev.tributary.ingest.publish.Delivery;
import dev.tributary.ingest.publish.EventPublisher;
import dev.tributary.ingest.publish.OutgoingEvent;
import dev.tributary.ingest.publish.Partitioning;
import dev.tributary.schemas.Decoded;
import dev.tributary.schemas.EventDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Makes records of events, checks each with the pipeline's own decoder, brings the good ones to
 * Kafka and says what became of every single one. Thread safe.
 */
public final class Collector {
  /**
   * Clients that send again at once would keep every core busy with refusals, and new connections
   * and timers would wait behind them for seconds (virtual threads have no fair queue).
   */
  private static final long REFUSAL_NANOS = 20_000_000;

  /** Events of a request that share a partition; more fill batches anyway, best in all of them. */
  private static final int TOGETHER = 16;

  private final EventPublisher publisher;
  private final HeaderFields headerFields;
  private final EventIdGenerator ids;
  private final EventCounts counts;
  private final EventDecoder decoder = new EventDecoder();

  public Collector(
      EventPublisher publisher,
      HeaderFields headerFields,
      EventIdGenerator ids,
      EventCounts counts) {
    this.publisher = publisher;
    this.headerFields = headerFields;
    this.ids = ids;
    this.counts = counts;
  }

  /**
   * To be called before anything is read.
   *
   * @throws ProblemException 503 when Kafka is known not to take events
   */
  public void expectKafka(Request request) {
    Optional<String> refusal = publisher.refusal();
    if (refusal.isPresent()) {
      request.context().memory().pauseTurn();
      LockSupport.parkNanos(REFUSAL_NANOS);
      throw ProblemException.unavailable(refusal.get() + ", nothing was taken: send it again");
    }
  }

  /**
   * Takes the events of one request. Returns when Kafka has those that are good, or time is over.
   *
   * @return one result for each event, in their order
   */
  public List<EventResult> collect(Request request, List<ParsedEvent> events, TopicChoice topics) {
    long received = request.receivedMillis();
    request.client().take(events.size());
    EnvelopeWriter writer =
        new EnvelopeWriter(headerFields.json(request.head(), request.context().peer()), received);
    List<EventResult> results = new ArrayList<>(events.size());
    Portion portion = new Portion(request.context().memory(), events.size());
    for (ParsedEvent event : events) {
      YieldPolicy.afterEvents(results.size());
      results.add(prepare(event, request, writer, topics, portion));
      if (portion.isFull()) {
        publish(portion, results, request);
        request.context().memory().resumeTurn();
      }
    }
    publish(portion, results, request);
    count(events, results);
    return results;
  }

  private void publish(Portion portion, List<EventResult> results, Request request) {
    request.context().memory().pauseTurn();
    if (!portion.events().isEmpty()) {
      long complete = request.context().lastReadNanos().getAsLong();
      settle(results, portion.firstResult(), publisher.publish(portion.events(), complete));
    }
    portion.begin(results.size());
  }

  private void count(List<ParsedEvent> events, List<EventResult> results) {
    for (int i = 0; i < results.size(); i++) {
      switch (results.get(i)) {
        case EventResult.Accepted taken -> counts.accepted(typeOf(events.get(i)));
        case EventResult.Rejected not -> counts.rejected(not.error().code());
        case EventResult.Unacknowledged open -> counts.unacknowledged(typeOf(events.get(i)));
      }
    }
  }

  private static String typeOf(ParsedEvent event) {
    return event instanceof ParsedEvent.Parsed read ? read.fields().type() : "";
  }

  /** A result that is final, or one that waits for Kafka, whose record is among the outgoing. */
  private EventResult prepare(
      ParsedEvent event,
      Request request,
      EnvelopeWriter writer,
      TopicChoice topics,
      Portion portion) {
    if (event instanceof ParsedEvent.Malformed malformed) {
      return new EventResult.Rejected(malformed.error());
    }
    EventFields given = ((ParsedEvent.Parsed) event).fields();
    long received = request.receivedMillis();
    String topic = topics.topicOf(given.type());
    Partitioning keys =
        portion.sent() < TOGETHER ? publisher.partitioning(topic) : Partitioning.UNKNOWN;
    EventFields fields = given.id().isEmpty() ? given.withId(ids.next(received, keys)) : given;
    byte[] value = writer.write(fields);
    portion.hold(value.length);
    if (value.length > EventLimits.MAX_EVENT_BYTES) {
      return new EventResult.Rejected(EventError.TOO_LARGE);
    }
    if (decoder.decode(value, received) instanceof Decoded.Invalid invalid) {
      return new EventResult.Rejected(EventError.of(invalid.rejection()));
    }
    if (!request.client().maySend(fields.type())) {
      return new EventResult.Rejected(EventError.notAllowed(fields.type()));
    }
    byte[] key = fields.id().getBytes(StandardCharsets.ISO_8859_1);
    portion.add(new OutgoingEvent(topic, key, value));
    return new EventResult.Unacknowledged(fields.id(), "");
  }

  private static void settle(List<EventResult> results, int from, List<Delivery> deliveries) {
    int next = 0;
    for (int i = from; i < results.size(); i++) {
      if (results.get(i) instanceof EventResult.Unacknowledged waiting) {
        results.set(i, result(waiting.id(), deliveries.get(next)));
        next++;
      }
    }
  }

  private static EventResult result(String id, Delivery delivery) {
    return switch (delivery) {
      case Delivery.Acknowledged at -> new EventResult.Accepted(id, at.receipt());
      case Delivery.Unacknowledged not -> new EventResult.Unacknowledged(id, not.why());
    };
  }
}
