package dev.tributary.ingest.receipts;

import dev.tributary.ledger.lookup.LogSearch;
import dev.tributary.ledger.lookup.RecentCommits;
import dev.tributary.ledger.lookup.RecordOutcome;
import dev.tributary.ledger.record.Lane;
import dev.tributary.ledger.record.LanePosition;
import dev.tributary.ledger.record.Position;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Decides where an event is, from what the commit log and Kafka say. A receipt names a topic, and
 * not which of its incarnations: the one that is there now comes first.
 */
final class ReceiptLookup {
  private final LogView log;
  private final TopicView topics;

  ReceiptLookup(LogView log, TopicView topics) {
    this.log = log;
    this.topics = topics;
  }

  /** As {@link Receipts#find}. */
  Optional<Receipt> find(Position at, String wantedId) {
    if (!topics.isKnown(at.topic())) {
      return Optional.empty();
    }
    RecentCommits recent = log.recent();
    List<LanePosition> lanes = recent.lanes(at.topic(), at.partition());
    Optional<TopicView.Topic> topic = topics.topic(at.topic());
    String now = topic.map(TopicView.Topic::id).orElse("");
    List<LanePosition> former =
        lanes.stream()
            .filter(lane -> !lane.topicId().equals(now) && lane.offset() > at.offset())
            .sorted(Comparator.comparingLong(LanePosition::lastMillis).reversed())
            .toList();
    List<String> formerIds = former.stream().map(LanePosition::topicId).toList();
    boolean wantsNow = wantedId.isEmpty() || wantedId.equals(now);
    if (wantsNow && topic.isPresent() && at.partition() < topic.get().partitions()) {
      Optional<Receipt> found = inTopic(new Lane(at.topic(), at.partition(), now), at, recent);
      if (found.isPresent()) {
        return found.map(receipt -> receipt.withFormerTopics(formerIds));
      }
    }
    return former.stream()
        .filter(lane -> wantedId.isEmpty() || wantedId.equals(lane.topicId()))
        .findFirst()
        .map(lane -> committed(lane.lane(), at, recent))
        .map(receipt -> receipt.withFormerTopics(formerIds).asFormer());
  }

  /** In the topic that is there now; none where it has no record there. */
  private Optional<Receipt> inTopic(Lane lane, Position at, RecentCommits recent) {
    Optional<LanePosition> committed = recent.position(lane.key());
    if (committed.isPresent() && at.offset() < committed.get().offset()) {
      return Optional.of(committed(lane, at, recent));
    }
    log.expectCurrent();
    long end = topics.end(at.topic(), at.partition(), at.offset());
    if (at.offset() >= end) {
      return Optional.empty();
    }
    long committedOffset = committed.map(LanePosition::offset).orElse(-1L);
    var lag = new Receipt.Lag(committedOffset, end, recent.newestMillis());
    return Optional.of(
        new Receipt(
            at,
            lane.topicId(),
            ReceiptState.IN_FLIGHT,
            Optional.empty(),
            false,
            Optional.of(lag),
            Optional.empty(),
            List.of()));
  }

  private Receipt committed(Lane lane, Position at, RecentCommits recent) {
    Optional<RecordOutcome> inMemory = recent.find(lane.key(), at.offset());
    if (inMemory.isPresent()) {
      return receipt(lane, at, inMemory.get(), recent.published());
    }
    LogSearch.Found found = log.search(lane.key(), at.offset());
    return switch (found.verdict()) {
      case COMMITTED -> {
        RecordOutcome outcome = found.outcome().orElseThrow();
        yield receipt(lane, at, recent.now(outcome, lane.key(), at.offset()), recent.published());
      }
      case TRIMMED -> without(ReceiptState.TRIMMED, lane, at);
      case NEVER_READ -> without(ReceiptState.NEVER_READ, lane, at);
      case NOT_COMMITTED, UNREADABLE ->
          throw new NotKnownNowException("The commit log has no record that can be read of " + at);
    };
  }

  /** One that the log says nothing more of. */
  private static Receipt without(ReceiptState state, Lane lane, Position at) {
    return new Receipt(
        at,
        lane.topicId(),
        state,
        Optional.empty(),
        false,
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  private static Receipt receipt(
      Lane lane, Position at, RecordOutcome outcome, long publishedUpTo) {
    boolean isPublished = outcome.sequence() <= publishedUpTo;
    ReceiptState state =
        switch (outcome.kind()) {
          case ROW -> isPublished ? ReceiptState.QUERYABLE : ReceiptState.COMMITTED;
          case DUPLICATE -> ReceiptState.DUPLICATE;
          case DEAD_LETTER -> ReceiptState.DEAD_LETTER;
          case LOST -> ReceiptState.LOST;
          case EXPIRED -> ReceiptState.EXPIRED;
        };
    var facts =
        new Receipt.CommitFacts(
            outcome.sequence(),
            outcome.atMillis(),
            outcome.reason(),
            outcome.field(),
            outcome.files(),
            outcome.mayHaveExpired());
    return new Receipt(
        at,
        lane.topicId(),
        state,
        Optional.of(facts),
        isPublished,
        Optional.empty(),
        Optional.empty(),
        List.of());
  }
}
