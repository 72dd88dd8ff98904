package dev.tributary.ingest.console;

import dev.tributary.ingest.receipts.Receipt;
import dev.tributary.ledger.record.Position;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A step on the way of an event.
 *
 * @param name which one
 * @param atMillis when it was done, ms since the epoch; 0 where nobody wrote that down
 * @param text what is known of it
 */
record EventStep(String name, State state, long atMillis, String text) {
  /** Whether a step is done. */
  enum State {
    DONE,
    WAITING,
    /** The event left the way here: it is no row of {@code events}. */
    LEFT,
    UNKNOWN;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final String KAFKA = "In Kafka";
  private static final String COMMITTED = "Committed";
  private static final String OUTCOME = "Outcome";
  private static final String QUERYABLE = "Queryable";

  /** The way of an event as far as it is known: always these four steps. */
  static List<EventStep> of(Receipt receipt) {
    EventStep kafka = kafka(receipt);
    return switch (receipt.formerState().orElse(receipt.state())) {
      case IN_FLIGHT ->
          List.of(
              kafka,
              new EventStep(COMMITTED, State.WAITING, 0, lag(receipt)),
              new EventStep(OUTCOME, State.WAITING, 0, ""),
              new EventStep(QUERYABLE, State.WAITING, 0, ""));
      case COMMITTED ->
          List.of(
              kafka,
              committed(receipt),
              new EventStep(OUTCOME, State.DONE, 0, "A row of events"),
              new EventStep(QUERYABLE, State.WAITING, 0, "Its file is not published yet"));
      case QUERYABLE ->
          List.of(
              kafka,
              committed(receipt),
              new EventStep(OUTCOME, State.DONE, 0, "A row of events"),
              queryable(receipt));
      case DUPLICATE ->
          left(receipt, "A duplicate: the same event has a row already, so this one makes none");
      case DEAD_LETTER -> deadLetter(receipt);
      case LOST ->
          left(receipt, "Lost: retention deleted it unread, and an operator accepted that");
      case EXPIRED ->
          left(receipt, "Expired: its row was in a table, and was older than rows are kept");
      case TRIMMED -> unknown(kafka, State.DONE, "The part of the commit log with it was trimmed");
      case NEVER_READ ->
          unknown(kafka, State.LEFT, "The pipeline began to read the partition behind it");
      case OF_A_FORMER_TOPIC -> unknown(kafka, State.UNKNOWN, "It was in a topic that is gone");
    };
  }

  private static EventStep kafka(Receipt receipt) {
    Position at = receipt.position();
    String place =
        "Topic " + at.topic() + ", partition " + at.partition() + ", offset " + at.offset();
    boolean isFormer = receipt.formerState().isPresent();
    return new EventStep(
        KAFKA,
        State.DONE,
        0,
        isFormer ? place + ", of the topic's incarnation " + receipt.topicId() : place);
  }

  private static EventStep committed(Receipt receipt) {
    Optional<Receipt.CommitFacts> facts = receipt.outcome();
    return new EventStep(
        COMMITTED,
        State.DONE,
        facts.map(Receipt.CommitFacts::atMillis).orElse(0L),
        facts.map(commit -> "Commit " + commit.sequence()).orElse(""));
  }

  private static String lag(Receipt receipt) {
    return receipt
        .lag()
        .map(
            lag ->
                lag.committedOffset() < 0
                    ? "No pipeline has read this partition yet"
                    : "The pipeline is "
                        + (lag.endOffset() - lag.committedOffset())
                        + " offsets behind in this partition, committed up to offset "
                        + lag.committedOffset())
        .orElse("");
  }

  private static List<EventStep> left(Receipt receipt, String outcome) {
    return List.of(
        kafka(receipt),
        committed(receipt),
        new EventStep(OUTCOME, State.LEFT, 0, outcome),
        new EventStep(QUERYABLE, State.LEFT, 0, "It has no row"));
  }

  private static List<EventStep> deadLetter(Receipt receipt) {
    String reason = receipt.outcome().map(Receipt.CommitFacts::reason).orElse("");
    String field = receipt.outcome().map(Receipt.CommitFacts::field).orElse("");
    String cause = "A dead letter: " + reason + (field.isEmpty() ? "" : " in " + field);
    boolean isPublished = receipt.isPublished();
    return List.of(
        kafka(receipt),
        committed(receipt),
        new EventStep(OUTCOME, State.LEFT, 0, cause),
        new EventStep(
            QUERYABLE,
            isPublished ? State.DONE : State.WAITING,
            0,
            isPublished
                ? "In the table dead_letters. " + files(receipt)
                : "Its file is not published yet"));
  }

  private static List<EventStep> unknown(EventStep kafka, State committed, String why) {
    return List.of(
        kafka,
        new EventStep(COMMITTED, committed, 0, why),
        new EventStep(OUTCOME, State.UNKNOWN, 0, ""),
        new EventStep(QUERYABLE, State.UNKNOWN, 0, ""));
  }

  private static EventStep queryable(Receipt receipt) {
    boolean mayHaveExpired =
        receipt.outcome().map(Receipt.CommitFacts::mayHaveExpired).orElse(false);
    return mayHaveExpired
        ? new EventStep(
            QUERYABLE,
            State.UNKNOWN,
            0,
            "Its file expired, or is another one of the commit's: the SQL below tells. "
                + files(receipt))
        : new EventStep(QUERYABLE, State.DONE, 0, "Its file is published. " + files(receipt));
  }

  private static String files(Receipt receipt) {
    List<String> files = receipt.outcome().map(Receipt.CommitFacts::files).orElse(List.of());
    return switch (files.size()) {
      case 0 -> "";
      case 1 -> "File " + files.getFirst();
      default -> "One of " + files.size() + " files of the commit";
    };
  }
}
