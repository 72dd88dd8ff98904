package dev.tributary.ingest.receipts;

import dev.tributary.ledger.record.Position;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What is known of an event.
 *
 * @param position where Kafka has its record, or had it
 * @param topicId the ID of the topic's incarnation that this is about; empty where nobody knows it
 * @param state where it is
 * @param outcome what the commit log says of it; none while it is in flight
 * @param isPublished whether all files of its commit are in place
 * @param lag how far the pipeline is behind, while it is in flight
 * @param formerState what it became in a topic that was deleted
 * @param formerTopics IDs of deleted incarnations of the topic that had a record at this position
 */
public record Receipt(
    Position position,
    String topicId,
    ReceiptState state,
    Optional<CommitFacts> outcome,
    boolean isPublished,
    Optional<Lag> lag,
    Optional<ReceiptState> formerState,
    List<String> formerTopics) {

  /**
   * What the commit log says.
   *
   * @param sequence the number of the commit
   * @param atMillis when it was written, ms since the epoch; 0 where that is not known
   * @param reason the reason of a dead letter; empty for others
   * @param field the field at fault; empty for the whole record
   * @param files the files that can hold it; one does
   * @param mayHaveExpired whether a file that could hold it too expired
   */
  public record CommitFacts(
      long sequence,
      long atMillis,
      String reason,
      String field,
      List<String> files,
      boolean mayHaveExpired) {}

  /**
   * How far the pipeline is behind in the record's partition.
   *
   * @param committedOffset the first offset that is not committed; -1: the pipeline never read it
   * @param endOffset the offset after the newest record
   * @param newestCommitMillis when the pipeline committed anything for the last time, ms since the
   *     epoch; 0 where that is not known
   */
  public record Lag(long committedOffset, long endOffset, long newestCommitMillis) {}

  public Receipt {
    Objects.requireNonNull(position, "position");
    Objects.requireNonNull(state, "state");
    formerTopics = List.copyOf(formerTopics);
  }

  /** The same with other incarnations that had a record at the position. */
  Receipt withFormerTopics(List<String> ids) {
    return new Receipt(position, topicId, state, outcome, isPublished, lag, formerState, ids);
  }

  /** The same as an event of a deleted topic. */
  Receipt asFormer() {
    return new Receipt(
        position,
        topicId,
        ReceiptState.OF_A_FORMER_TOPIC,
        outcome,
        isPublished,
        lag,
        Optional.of(state),
        formerTopics);
  }
}
