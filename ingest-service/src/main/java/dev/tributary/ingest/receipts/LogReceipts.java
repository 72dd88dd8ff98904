package dev.tributary.ingest.receipts;

import dev.tributary.ingest.publish.KafkaReaderConfig;
import dev.tributary.ingest.publish.PublishSettings;
import dev.tributary.ledger.account.Span;
import dev.tributary.ledger.account.Terms;
import dev.tributary.ledger.kafka.KafkaClients;
import dev.tributary.ledger.lookup.RecentCommits;
import dev.tributary.ledger.read.LogAccess;
import dev.tributary.ledger.record.Lane;
import dev.tributary.ledger.record.Position;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.TopicPartition;

/** Receipts by the commit log of a pipeline. */
public final class LogReceipts implements Receipts {
  private final KafkaTopicView topics;
  private final LogFollower follower;
  private final ReceiptLookup lookup;
  private final PublishedWaits waits;

  /** Does not start yet; asks nothing of Kafka. */
  public LogReceipts(ReceiptSettings settings, PublishSettings publish) {
    var kafka =
        new KafkaClients(publish.bootstrapServers(), "", KafkaReaderConfig.consumer(publish));
    var log = new LogAccess(kafka, settings.pipeline(), "");
    topics =
        new KafkaTopicView(
            Set.copyOf(publish.topics()), log.topic(), () -> KafkaReaderConfig.admin(publish));
    waits = new PublishedWaits(settings.maxWaitingEvents());
    follower = new LogFollower(log, topics, settings.maxMemoryBytes(), waits::wake);
    lookup = new ReceiptLookup(follower, topics);
  }

  @Override
  public boolean isOn() {
    return true;
  }

  @Override
  public Optional<Receipt> find(Position position, String topicId) {
    return lookup.find(position, topicId);
  }

  @Override
  public boolean await(Collection<Position> events, Duration time, BooleanSupplier isOver) {
    Map<TopicPartition, Long> last = new HashMap<>();
    for (Position at : events) {
      last.merge(new TopicPartition(at.topic(), at.partition()), at.offset(), Math::max);
    }
    return waits.await(events.size(), time, () -> arePublished(last), isOver);
  }

  private boolean arePublished(Map<TopicPartition, Long> last) {
    try {
      RecentCommits recent = follower.recent();
      for (Map.Entry<TopicPartition, Long> place : last.entrySet()) {
        TopicPartition at = place.getKey();
        String id = topics.topic(at.topic()).map(TopicView.Topic::id).orElse("");
        String lane = new Lane(at.topic(), at.partition(), id).key();
        if (recent.publishedOffset(lane) <= place.getValue()) {
          return false;
        }
      }
      return true;
    } catch (NotKnownNowException notYet) {
      return false;
    }
  }

  @Override
  public Map<String, Double> figures() {
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("tributary_receipts_following", follower.isFollowing() ? 1.0 : 0.0);
    figures.put("tributary_receipts_memory_bytes", (double) follower.memoryBytes());
    figures.put("tributary_receipts_waiting_events", (double) waits.waitingEvents());
    figures.put("tributary_ledger_difference", (double) follower.account().difference());
    return figures;
  }

  @Override
  public Map<String, Double> terms() {
    Terms terms = follower.account().total();
    long inFlight = follower.inFlight();
    Map<String, Double> all = new LinkedHashMap<>();
    all.put("rows", (double) terms.rows());
    all.put("dead_letters", (double) terms.deadLetters());
    all.put("duplicates", (double) terms.duplicates());
    all.put("lost", (double) terms.lost());
    all.put("expired", (double) terms.expired());
    all.put("in_flight", (double) inFlight);
    all.put("accepted", (double) (terms.total() + inFlight));
    return all;
  }

  @Override
  public Optional<LogStatus> status(Span span) {
    return Optional.of(follower.status(span));
  }

  @Override
  public void start() {
    follower.start();
  }

  @Override
  public void close() {
    follower.close();
    topics.close();
  }
}
