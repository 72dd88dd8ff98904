package dev.tributary.ingest.publish;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RecordMetadata;
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
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(4);

  private static final String UNREACHABLE = "Kafka can't be reached";
  private static final String SILENT = "Kafka does not acknowledge events at the moment";

  private final PublishSettings settings;
  private final ReplaceableProducer producer;
  private final KafkaWatch watch;
  private final AckDeadlines deadlines = new AckDeadlines();
  private final Breaker breaker = new Breaker(BREAKER_PAUSE, System::nanoTime);
  private final AtomicLong pendingBytes = new AtomicLong();

  public KafkaEventPublisher(PublishSettings settings) {
    this.settings = settings;
    this.producer =
        new ReplaceableProducer(
            () -> new KafkaProducer<>(KafkaClientConfig.producer(settings)), System::nanoTime);
    this.watch = new KafkaWatch(settings, producer);
  }

  /** Starts to look for Kafka; returns at once. */
  public void start() {
    deadlines.start();
    watch.start();
  }

  @Override
  public Optional<String> refusal() {
    if (!watch.areTopicsKnown()) {
      return Optional.of(UNREACHABLE);
    }
    return breaker.refuses() ? Optional.of(SILENT) : Optional.empty();
  }

  @Override
  public Partitioning partitioning(String topic) {
    return producer.partitioning(topic);
  }

  @Override
  public boolean isReady() {
    return watch.isReachable() && breaker.state() == Breaker.State.CLOSED;
  }

  @Override
  public boolean isRefusing() {
    return breaker.state() == Breaker.State.OPEN;
  }

  @Override
  public long pendingBytes() {
    return pendingBytes.get();
  }

  @Override
  public List<Delivery> publish(List<OutgoingEvent> events, long completeNanos) {
    if (!watch.areTopicsKnown()) {
      return refuse(events, UNREACHABLE);
    }
    if (!breaker.lets()) {
      return refuse(events, SILENT);
    }
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
      fail(acks, late, events.get(late), "The service is too busy to send the event in time");
    }
    List<Delivery> deliveries = deadlines.await(acks);
    judgeKafka(deliveries.subList(0, sent));
    return deliveries;
  }

  /** What never was sent says nothing about Kafka. */
  private void judgeKafka(List<Delivery> sent) {
    for (Delivery delivery : sent) {
      if (!(delivery instanceof Delivery.Acknowledged)) {
        breaker.failed();
        return;
      }
    }
    if (!sent.isEmpty()) {
      breaker.succeeded();
    }
  }

  private void send(OutgoingEvent event, PendingAcks acks, int index) {
    try {
      producer.send(event, (metadata, problem) -> settle(acks, index, event, metadata, problem));
    } catch (RuntimeException e) { // whatever it is, the event was not taken
      fail(acks, index, event, "Kafka's client refused the event: " + e.getMessage());
    }
  }

  private void settle(
      PendingAcks acks, int index, OutgoingEvent event, RecordMetadata at, Exception problem) {
    if (problem != null) {
      producer.failed(at);
      fail(acks, index, event, "Kafka did not take the event: " + problem.getMessage());
      return;
    }
    producer.succeeded(at);
    pendingBytes.addAndGet(-size(event));
    acks.settle(index, new Delivery.Acknowledged(at.topic(), at.partition(), at.offset()));
  }

  private void fail(PendingAcks acks, int index, OutgoingEvent event, String why) {
    pendingBytes.addAndGet(-size(event));
    acks.settle(index, new Delivery.Unacknowledged(why));
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
    watch.close();
    producer.close(settings.ackTimeout());
    deadlines.close();
    LOG.info("Closed the Kafka producer pending_bytes={}", pendingBytes.get());
  }
}
