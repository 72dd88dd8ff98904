package dev.tributary.ingest.collect;

import dev.tributary.ingest.envelope.EventIdGenerator;
import dev.tributary.ingest.envelope.HeaderFields;
import dev.tributary.ingest.format.ParsedEvent;
import dev.tributary.ingest.http.ProblemException;
import dev.tributary.ingest.http.Request;
import dev.tributary.ingest.http.YieldPolicy;
import dev.tributary.ingest.publish.Delivery;
import dev.tributary.ingest.publish.EventPublisher;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;

/**
 * Sends the good events of a request to Kafka and says the outcome of every single one. Thread
 * safe.
 */
public final class Collector {
  /**
   * Clients that send again at once would keep every core busy with refusals, and new connections
   * and timers would wait behind them for seconds (virtual threads have no fair queue).
   */
  private static final long REFUSAL_NANOS = 20_000_000;

  private final EventPublisher publisher;
  private final RecordMaker records;
  private final EventCounts counts;

  public Collector(
      EventPublisher publisher, HeaderFields headers, EventIdGenerator ids, EventCounts counts) {
    this.publisher = publisher;
    this.records = new RecordMaker(publisher, headers, ids);
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
      request.memory().pauseTurn();
      LockSupport.parkNanos(REFUSAL_NANOS);
      throw ProblemException.unavailable(refusal.get() + ", nothing was taken: send it again");
    }
  }

  /**
   * Takes the events of one request. Returns when Kafka has those that are good, or time is over.
   *
   * @param topicOf the topic of an event type
   * @return one result for each event, in their order
   */
  public List<EventResult> collect(
      Request request, List<ParsedEvent> events, UnaryOperator<String> topicOf) {
    request.client().take(events.size());
    RecordMaker.OfRequest maker = records.of(request, topicOf);
    List<EventResult> results = new ArrayList<>(events.size());
    Portion portion = new Portion(request.memory(), events.size());
    int prepared = 0;
    for (ParsedEvent event : events) {
      YieldPolicy.afterEvents(prepared++);
      portion.add(maker.prepare(event, portion));
      if (portion.isFull()) {
        publish(portion, request, results);
        request.memory().resumeTurn();
      }
    }
    publish(portion, request, results);
    return results;
  }

  private void publish(Portion portion, Request request, List<EventResult> results) {
    request.memory().pauseTurn();
    Iterator<Delivery> deliveries = deliver(portion, request).iterator();
    for (Prepared event : portion.events()) {
      results.add(
          switch (event) {
            case Prepared.Refused refused -> rejected(refused);
            case Prepared.Ready ready -> result(ready, deliveries.next());
          });
    }
    portion.clear();
  }

  private List<Delivery> deliver(Portion portion, Request request) {
    return portion.records().isEmpty()
        ? List.of()
        : publisher.publish(portion.records(), request.lastReadNanos());
  }

  private EventResult rejected(Prepared.Refused refused) {
    counts.rejected(refused.error().code());
    return new EventResult.Rejected(refused.error());
  }

  private EventResult result(Prepared.Ready ready, Delivery delivery) {
    String id = ready.fields().id();
    String type = ready.fields().type();
    return switch (delivery) {
      case Delivery.Acknowledged at -> {
        counts.accepted(type);
        yield new EventResult.Accepted(id, at.receipt());
      }
      case Delivery.Unacknowledged not -> {
        counts.unacknowledged(type);
        yield new EventResult.Unacknowledged(id, not.why());
      }
    };
  }
}
