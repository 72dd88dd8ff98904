package dev.tributary.ingest.receipts;

import dev.tributary.ledger.lookup.LogSearch;
import dev.tributary.ledger.lookup.RecentCommits;

/** The commit log as look-ups need it. Thread safe. */
interface LogView {
  /**
   * The newest commits; of no record where the pipeline has no log yet.
   *
   * @throws NotKnownNowException when the log could not be read since the service started
   */
  RecentCommits recent();

  /**
   * To be called before it is said that something is not committed.
   *
   * @throws NotKnownNowException when the log can't be followed at the moment
   */
  void expectCurrent();

  /**
   * Searches the whole log for a record.
   *
   * @throws NotKnownNowException when it can't be read, or too many searches wait
   */
  LogSearch.Found search(String lane, long offset);
}
