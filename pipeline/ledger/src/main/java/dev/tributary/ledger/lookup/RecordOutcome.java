package dev.tributary.ledger.lookup;

import java.util.List;
import java.util.Objects;

/**
 * What a committed record became.
 *
 * @param sequence the number of its commit
 * @param atMillis when that was written, ms since the epoch; 0 where the commit does not say it
 * @param kind what it became
 * @param reason the reason of a dead letter, expired or not; empty for others
 * @param field the field at fault of a dead letter; empty for the whole record
 * @param files the files that can hold it; one of them does. None for what is in no file
 * @param mayHaveExpired whether a file that could hold it too expired
 */
public record RecordOutcome(
    long sequence,
    long atMillis,
    Kind kind,
    String reason,
    String field,
    List<String> files,
    boolean mayHaveExpired) {
  /** What a committed record can become. */
  public enum Kind {
    /** A row of {@code events}. */
    ROW,
    /** A counted duplicate. */
    DUPLICATE,
    /** A row of {@code dead_letters}. */
    DEAD_LETTER,
    /** Retention deleted it unread, and an operator accepted that. */
    LOST,
    /** It was a row of either table, and was older than it is kept. */
    EXPIRED
  }

  public RecordOutcome {
    Objects.requireNonNull(kind, "kind");
    files = List.copyOf(files);
  }

  /** The same in other files, or in one that expired. */
  RecordOutcome in(List<String> others, boolean orExpired) {
    return new RecordOutcome(sequence, atMillis, kind, reason, field, others, orExpired);
  }

  /** A row whose file, whichever it was, is not valid any more. */
  RecordOutcome asExpired() {
    return new RecordOutcome(sequence, atMillis, Kind.EXPIRED, reason, field, List.of(), true);
  }

  /** A row that a rewrite removed, since its event has another one. */
  RecordOutcome asRemoved() {
    return new RecordOutcome(sequence, atMillis, Kind.DUPLICATE, reason, field, List.of(), false);
  }
}
