package dev.tributary.pipeline.audit.found;

/** What an audit can find. The names are printed: scripts may look for them. */
public enum Fault {
  /** A record of the commit log can't be read, or its figures do not agree with others. */
  LOG,
  /**
   * A record of the log has not the hash of what came before it: something was changed or dropped.
   */
  CHAIN,
  /** The new files of a rewrite have not the rows of those that they replace. */
  REWRITE_ROWS,
  /** A valid file is at none of its places. */
  FILE_MISSING,
  /** A file in a partition that the log does not name. */
  FILE_UNKNOWN,
  /** A file that can't be read: a page has another checksum, or the file is cut. */
  FILE_BROKEN,
  /** A file's footer counts other rows than the log. */
  FILE_ROWS,
  /** A file has another length than the log says. */
  FILE_BYTES,
  /** A file's footer does not say which incarnation of the topic its rows are from. */
  FILE_TOPIC_ID,
  /** A position is in more than one row. */
  ROW_TWICE,
  /** Records that the log counts as rows are in no file. */
  ROW_MISSING,
  /** A row of a position that is not committed, or that the log says made no row. */
  ROW_UNEXPECTED,
  /** A row in the partition of another hour or day. */
  ROW_IN_WRONG_HOUR,
  /** A row of another event type than its partition's. */
  ROW_OF_WRONG_TYPE,
  /** A row has another event ID than its text. */
  ROW_ID,
  /** A row has another text than its record in Kafka. */
  ROW_CHANGED,
  /** A row whose position holds no record in Kafka. */
  ROW_WITHOUT_RECORD,
  /** A dead letter that the log lists is in no file. */
  DEAD_LETTER_MISSING,
  /** A row of {@code dead_letters} that the log does not list. */
  DEAD_LETTER_UNEXPECTED,
  /** A dead letter has another text than its record in Kafka. */
  DEAD_LETTER_CHANGED,
  /** The records of a commit in Kafka have another root than the log says. */
  ROOT,
  /** A committed record of Kafka that is no row, dead letter or duplicate, and not lost. */
  RECORD_WITHOUT_OUTCOME
}
