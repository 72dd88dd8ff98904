package dev.tributary.ingest;

import dev.tributary.ingest.publish.Delivery;
import dev.tributary.ingest.publish.EventPublisher;
import dev.tributary.ingest.publish.OutgoingEvent;
import dev.tributary.ingest.publish.Partitioning;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;

/** Keeps what it is given. It can be down, and it can be held until a test lets it go. */
final class FakeEventPublisher implements EventPublisher {
  final List<OutgoingEvent> events = new CopyOnWriteArrayList<>();
  final Semaphore waiting = new Semaphore(0);
  private final Semaphore permits = new Semaphore(Integer.MAX_VALUE / 2);
  private volatile boolean down;
  private volatile boolean refusing;

  @Override
  public List<Delivery> publish(List<OutgoingEvent> given, long completeNanos) {
    waiting.release();
    permits.acquireUninterruptibly();
    List<Delivery> deliveries = new ArrayList<>();
    for (OutgoingEvent event : given) {
      if (down) {
        deliveries.add(new Delivery.Unacknowledged("Kafka is down"));
      } else {
        events.add(event);
        deliveries.add(new Delivery.Acknowledged(event.topic(), 0, events.size() - 1L));
      }
    }
    return deliveries;
  }

  @Override
  public Optional<String> refusal() {
    return refusing ? Optional.of("Kafka is known to be down") : Optional.empty();
  }

  @Override
  public Partitioning partitioning(String topic) {
    return Partitioning.UNKNOWN;
  }

  @Override
  public boolean isReady() {
    return !down;
  }

  @Override
  public boolean isRefusing() {
    return down;
  }

  @Override
  public long pendingBytes() {
    return 0;
  }

  void refuse() {
    refusing = true;
  }

  void goDown() {
    down = true;
  }

  void hold() {
    permits.drainPermits();
  }

  void letGo() {
    permits.release(Integer.MAX_VALUE / 2);
  }
}
