package dev.tributary.ingest.publish;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.CorruptRecordException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes through one idempotent producer that all requests share. Starts while Kafka is down and
 * gets ready when Kafka answers. What waits for Kafka is bounded: past the bound events are
 * refused.
 */
public final class KafkaEventPublisher implements EventPublisher, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaEventPublisher.class);
  private static final Duration BREAKER_PAUSE = Duration.ofSeconds(1);
  private static final Duration ANOTHER_TOOK_WITHIN = Duration.ofSeconds(10);
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(4);

  /** As the collector's: clients that send again at once would keep every core busy. */
  private static final long REFUSAL_NANOS = 20_000_000;

  private static final String UNREACHABLE = "Kafka can't be reached";
  private static final String SILENT = "Kafka does not acknowledge events at the moment";

  private final PublishSettings settings;
  private final ReplaceableProducer producer;
  private final KafkaHealth health;
  private final AckTimeouts timeouts = new AckTimeouts();
  private final CircuitBreakers breakers =
      new CircuitBreakers(BREAKER_PAUSE, ANOTHER_TOOK_WITHIN, System::nanoTime);
  private final AtomicLong pendingBytes = new AtomicLong();

  public KafkaEventPublisher(PublishSettings settings) {
    this.settings = settings;
    this.producer =
        new ReplaceableProducer(
            () -> new KafkaProducer<>(KafkaClientConfig.producer(settings)), System::nanoTime);
    this.health = new KafkaHealth(settings, producer);
  }

  /** Starts to look for Kafka; returns at once. */
  public void start() {
    timeouts.start();
    health.start();
  }

  @Override
  public Optional<String> refusal() {
    if (!health.areTopicsKnown()) {
      return Optional.of(UNREACHABLE);
    }
    boolean dead = !health.isReachable() && breakers.isAnyRefusing();
    return dead ? Optional.of(SILENT) : Optional.empty();
  }

  @Override
  public Partitioning partitioning(String topic) {
    return producer.partitioning(topic);
  }

  @Override
  public boolean isReady() {
    return health.isReachable() && !breakers.isNothingTaken();
  }

  @Override
  public boolean isRefusing() {
    return breakers.isAnyOpen();
  }

  @Override
  public long pendingBytes() {
    return pendingBytes.get();
  }

  @Override
  public List<Delivery> publish(List<OutgoingEvent> events, long completeNanos) {
    if (!health.areTopicsKnown()) {
      return refuse(events, UNREACHABLE);
    }
    Set<String> silent = silentTopics(events);
    if (!silent.isEmpty()) {
      return publishAllBut(silent, events, completeNanos);
    }
    return publishNow(events, completeNanos);
  }

  /** The topics of these events that take nothing; none of them, nearly always. */
  private Set<String> silentTopics(List<OutgoingEvent> events) {
    if (!breakers.isAnyOpen()) {
      return Set.of();
    }
    Map<String, Boolean> allowed = new HashMap<>();
    events.forEach(event -> allowed.computeIfAbsent(event.topic(), breakers::tryAcquire));
    return allowed.keySet().stream()
        .filter(topic -> !allowed.get(topic))
        .collect(Collectors.toSet());
  }

  private List<Delivery> publishAllBut(
      Set<String> silent, List<OutgoingEvent> events, long completeNanos) {
    List<OutgoingEvent> rest =
        events.stream().filter(event -> !silent.contains(event.topic())).toList();
    if (rest.isEmpty()) {
      LockSupport.parkNanos(REFUSAL_NANOS);
      return refuse(events, SILENT);
    }
    Iterator<Delivery> taken = publishNow(rest, completeNanos).iterator();
    List<Delivery> all = new ArrayList<>(events.size());
    for (OutgoingEvent event : events) {
      all.add(silent.contains(event.topic()) ? new Delivery.Unacknowledged(SILENT) : taken.next());
    }
    return all;
  }

  private List<Delivery> publishNow(List<OutgoingEvent> events, long completeNanos) {
    long bytes = size(events);
    if (pendingBytes.addAndGet(bytes) > settings.maxPendingBytes()) {
      pendingBytes.addAndGet(-bytes);
      return refuse(events, "Too much is waiting for Kafka already");
    }
    return send(events, completeNanos + ANSWER_WITHIN.toNanos());
  }

  private List<Delivery> send(List<OutgoingEvent> events, long answerNanos) {
    long now = System.nanoTime();
    long patience = Math.min(settings.ackTimeout().toNanos(), answerNanos - now);
    long deadline = now + patience;
    PendingAcks acks = new PendingAcks(events.size(), deadline);
    int sent = 0;
    while (sent < events.size() && System.nanoTime() - deadline < 0) {
      send(events.get(sent), acks, sent);
      sent++;
    }
    for (int late = sent; late < events.size(); late++) {
      String why = "The service is too busy to send the event in time";
      fail(acks, late, events.get(late), new Delivery.Unacknowledged(why, Delivery.Cause.OTHER));
    }
    List<Delivery> deliveries = timeouts.await(acks);
    judge(events, deliveries);
    return deliveries;
  }

  /** Successes first: a topic that failed in this request counts as one that takes nothing. */
  private void judge(List<OutgoingEvent> events, List<Delivery> deliveries) {
    boolean failures = false;
    for (int i = 0; i < deliveries.size(); i++) {
      if (deliveries.get(i) instanceof Delivery.Acknowledged at) {
        breakers.succeeded(at.topic());
      } else {
        failures = true;
      }
    }
    for (int i = 0; failures && i < deliveries.size(); i++) {
      if (deliveries.get(i) instanceof Delivery.Unacknowledged not
          && not.cause() == Delivery.Cause.TOPIC) {
        breakers.failed(events.get(i).topic());
      }
    }
  }

  private void send(OutgoingEvent event, PendingAcks acks, int index) {
    try {
      producer.send(event, (metadata, problem) -> settle(acks, index, event, metadata, problem));
    } catch (RuntimeException e) { // whatever it is, the event was not taken
      fail(acks, index, event, failure("Kafka's client refused the event: ", e));
    }
  }

  private void settle(
      PendingAcks acks, int index, OutgoingEvent event, RecordMetadata at, Exception problem) {
    if (problem != null) {
      producer.failed(at);
      fail(acks, index, event, failure("Kafka did not take the event: ", problem));
      return;
    }
    producer.succeeded(at);
    pendingBytes.addAndGet(-size(event));
    acks.settle(index, new Delivery.Acknowledged(at.topic(), at.partition(), at.offset()));
  }

  private void fail(PendingAcks acks, int index, OutgoingEvent event, Delivery.Unacknowledged not) {
    pendingBytes.addAndGet(-size(event));
    acks.settle(index, not);
  }

  private static Delivery.Unacknowledged failure(String what, Exception e) {
    boolean ofTheRecord =
        e instanceof RecordTooLargeException
            || e instanceof RecordBatchTooLargeException
            || e instanceof InvalidRecordException
            || e instanceof CorruptRecordException
            || e instanceof SerializationException;
    boolean other = ofTheRecord || e instanceof InterruptException; // the caller's own end
    Delivery.Cause cause = other ? Delivery.Cause.OTHER : Delivery.Cause.TOPIC;
    return new Delivery.Unacknowledged(what + e.getMessage(), cause);
  }

  private static List<Delivery> refuse(List<OutgoingEvent> events, String why) {
    return Collections.nCopies(events.size(), new Delivery.Unacknowledged(why));
  }

  private static long size(List<OutgoingEvent> events) {
    long size = 0;
    for (OutgoingEvent event : events) {
      size += size(event);
    }
    return size;
  }

  private static long size(OutgoingEvent event) {
    return event.key().length + event.value().length;
  }

  /** Flushes what is under way, for at most the acknowledgement's time, and closes. */
  @Override
  public void close() {
    health.close();
    producer.close(settings.ackTimeout());
    timeouts.close();
    LOG.info("Closed the Kafka producer pending_bytes={}", pendingBytes.get());
  }
}
