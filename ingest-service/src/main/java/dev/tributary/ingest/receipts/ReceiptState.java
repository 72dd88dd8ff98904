package dev.tributary.ingest.receipts;

import java.util.Locale;

/** Where an event is. */
public enum ReceiptState {
  /** Kafka has it, and the pipeline did not commit it yet. */
  IN_FLIGHT,
  /** The lake has its row, whose file is not published yet. */
  COMMITTED,
  /** Queries find its row. */
  QUERYABLE,
  /** The same event was seen before; it made no row. */
  DUPLICATE,
  /** It can't become a row; it is in the table of dead letters. */
  DEAD_LETTER,
  /** It was a row of either table, and was older than it is kept. */
  EXPIRED,
  /** Retention deleted it before it was read, and an operator accepted that. */
  LOST,
  /** It was in a topic that was deleted. */
  OF_A_FORMER_TOPIC,
  /** It is committed, and the part of the commit log that says more was trimmed. */
  TRIMMED,
  /** The pipeline began to read its topic behind it. */
  NEVER_READ;

  /** As answers write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
