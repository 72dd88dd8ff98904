package dev.tributary.ingest.collect;

import dev.tributary.ingest.envelope.EnvelopeWriter;
import dev.tributary.ingest.envelope.EventFields;
import dev.tributary.ingest.envelope.EventIdSource;
import dev.tributary.ingest.envelope.HeaderFields;
import dev.tributary.ingest.format.Candidate;
import dev.tributary.ingest.format.CollectLimits;
import dev.tributary.ingest.format.EventError;
import dev.tributary.ingest.http.Problem;
import dev.tributary.ingest.http.Request;
import dev.tributary.ingest.http.Turns;
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

  public static final EventError TOO_LARGE =
      new EventError(
          EventError.TOO_LARGE,
          "",
          "",
          "the event is too large (limit=" + CollectLimits.MAX_EVENT_BYTES + " bytes as a record)");

  private final EventPublisher publisher;
  private final HeaderFields headerFields;
  private final EventIdSource ids;
  private final EventCounts counts;
  private final EventDecoder decoder = new EventDecoder();

  public Collector(
      EventPublisher publisher, HeaderFields headerFields, EventIdSource ids, EventCounts counts) {
    this.publisher = publisher;
    this.headerFields = headerFields;
    this.ids = ids;
    this.counts = counts;
  }

  /**
   * To be called before anything is read.
   *
   * @throws Problem 503 when Kafka is known not to take events
   */
  public void expectKafka(Request request) {
    Optional<String> refusal = publisher.refusal();
    if (refusal.isPresent()) {
      request.context().memory().pauseTurn();
      LockSupport.parkNanos(REFUSAL_NANOS);
      throw Problem.unavailable(refusal.get() + ", nothing was taken: send it again");
    }
  }

  /**
   * Takes the events of one request. Returns when Kafka has those that are good, or time is over.
   *
   * @return one verdict for each event, in their order
   */
  public List<Verdict> collect(Request request, List<Candidate> events, TopicChoice topics) {
    long received = request.receivedMillis();
    request.client().take(events.size());
    EnvelopeWriter writer =
        new EnvelopeWriter(headerFields.json(request.head(), request.context().peer()), received);
    List<Verdict> verdicts = new ArrayList<>(events.size());
    Portion portion = new Portion(request.context().memory(), events.size());
    for (Candidate event : events) {
      Turns.pass(verdicts.size());
      verdicts.add(prepare(event, request, writer, topics, portion));
      if (portion.isFull()) {
        publish(portion, verdicts, request);
        request.context().memory().resumeTurn();
      }
    }
    publish(portion, verdicts, request);
    count(events, verdicts);
    return verdicts;
  }

  private void publish(Portion portion, List<Verdict> verdicts, Request request) {
    request.context().memory().pauseTurn();
    if (!portion.events().isEmpty()) {
      long complete = request.context().lastReadNanos().getAsLong();
      settle(verdicts, portion.firstVerdict(), publisher.publish(portion.events(), complete));
    }
    portion.begin(verdicts.size());
  }

  private void count(List<Candidate> events, List<Verdict> verdicts) {
    for (int i = 0; i < verdicts.size(); i++) {
      switch (verdicts.get(i)) {
        case Verdict.Accepted taken -> counts.accepted(typeOf(events.get(i)));
        case Verdict.Rejected not -> counts.rejected(not.error().code());
        case Verdict.Unknown open -> counts.unacknowledged(typeOf(events.get(i)));
      }
    }
  }

  private static String typeOf(Candidate event) {
    return event instanceof Candidate.Read read ? read.fields().type() : "";
  }

  /** A verdict that is final, or one that waits for Kafka, whose record is among the outgoing. */
  private Verdict prepare(
      Candidate event,
      Request request,
      EnvelopeWriter writer,
      TopicChoice topics,
      Portion portion) {
    if (event instanceof Candidate.Unreadable unreadable) {
      return new Verdict.Rejected(unreadable.error());
    }
    EventFields given = ((Candidate.Read) event).fields();
    long received = request.receivedMillis();
    String topic = topics.topicOf(given.type());
    Partitioning keys =
        portion.sent() < TOGETHER ? publisher.partitioning(topic) : Partitioning.UNKNOWN;
    EventFields fields = given.id().isEmpty() ? given.withId(ids.next(received, keys)) : given;
    byte[] value = writer.write(fields);
    portion.hold(value.length);
    if (value.length > CollectLimits.MAX_EVENT_BYTES) {
      return new Verdict.Rejected(TOO_LARGE);
    }
    if (decoder.decode(value, received) instanceof Decoded.Invalid invalid) {
      return new Verdict.Rejected(EventError.of(invalid.rejection()));
    }
    if (!request.client().maySend(fields.type())) {
      return new Verdict.Rejected(
          new EventError(
              EventError.NOT_ALLOWED,
              "event_type",
              fields.type(),
              "must be one that the write key may send"));
    }
    byte[] key = fields.id().getBytes(StandardCharsets.ISO_8859_1);
    portion.add(new OutgoingEvent(topic, key, value));
    return new Verdict.Unknown(fields.id(), "");
  }

  private static void settle(List<Verdict> verdicts, int from, List<Delivery> deliveries) {
    int next = 0;
    for (int i = from; i < verdicts.size(); i++) {
      if (verdicts.get(i) instanceof Verdict.Unknown waiting) {
        verdicts.set(i, verdict(waiting.id(), deliveries.get(next)));
        next++;
      }
    }
  }

  private static Verdict verdict(String id, Delivery delivery) {
    return switch (delivery) {
      case Delivery.Acknowledged at -> new Verdict.Accepted(id, at.receipt());
      case Delivery.Unacknowledged not -> new Verdict.Unknown(id, not.why());
    };
  }
}
