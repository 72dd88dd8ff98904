package dev.tributary.ingest.receipts;

import dev.tributary.ledger.account.Span;
import dev.tributary.ledger.record.Position;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Says where events are. Thread safe. */
public interface Receipts extends AutoCloseable {
  /** Whether receipts can be looked up at all. */
  boolean isOn();

  /**
   * Where the event is.
   *
   * @param topicId the ID of the topic's incarnation; empty: the one that is there now, or a former
   *     one where the position is of none that is there
   * @return none when no topic of this service has or had a record there
   * @throws NotKnownNowException when Kafka or the commit log can't be asked
   */
  Optional<Receipt> find(Position position, String topicId);

  /**
   * Waits until all of the events are published.
   *
   * @param isOver ends the wait early
   * @return false when too many wait already: then it did not wait
   */
  boolean await(Collection<Position> events, Duration time, BooleanSupplier isOver);

  /** Figures for the metrics, by their names. */
  Map<String, Double> figures();

  /** The terms of the account, by their names. */
  Map<String, Double> terms();

  /**
   * What is known of the log as a whole; none where no log is followed.
   *
   * @param span the past that is wanted
   */
  Optional<LogStatus> status(Span span);

  /** Begins to follow the log; returns at once. */
  void start();

  @Override
  void close();
}
