package dev.tributary.ingest;

import dev.tributary.ingest.config.IngestConfig;
import dev.tributary.ingest.config.SettingSources;
import dev.tributary.ingest.publish.Delivery;
import dev.tributary.ingest.publish.EventPublisher;
import dev.tributary.ingest.publish.OutgoingEvent;
import dev.tributary.ingest.publish.Partitioning;
import dev.tributary.ingest.receipts.WithoutReceipts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The whole service, except that nothing stands behind it: each event is acknowledged at once, and
 * is gone. The benchmark measures with it what a request costs before Kafka.
 */
final class WithoutKafka implements EventPublisher {
  private final AtomicLong offsets = new AtomicLong();

  private WithoutKafka() {}

  /** Starts it with the settings of the service; it ends when its process is ended. */
  public static void main(String[] args) throws Exception {
    Logging.configure();
    IngestConfig config =
        IngestConfig.from(
            SettingSources.read(Optional.empty(), System.getenv(), System.getProperties()));
    var backend = new IngestServer.Backend(new WithoutKafka(), new WithoutReceipts());
    new IngestServer(config, backend).start();
    ProcessHandle parent = ProcessHandle.of(config.process().parentPid()).orElseThrow();
    parent.onExit().thenRun(() -> Runtime.getRuntime().halt(0)).join();
  }

  @Override
  public List<Delivery> publish(List<OutgoingEvent> events, long completeNanos) {
    List<Delivery> deliveries = new ArrayList<>(events.size());
    for (OutgoingEvent event : events) {
      deliveries.add(new Delivery.Acknowledged(event.topic(), 0, offsets.getAndIncrement()));
    }
    return deliveries;
  }

  @Override
  public Optional<String> refusal() {
    return Optional.empty();
  }

  @Override
  public Partitioning partitioning(String topic) {
    return Partitioning.UNKNOWN;
  }

  @Override
  public boolean isReady() {
    return true;
  }

  @Override
  public boolean isRefusing() {
    return false;
  }

  @Override
  public long pendingBytes() {
    return 0;
  }
}
