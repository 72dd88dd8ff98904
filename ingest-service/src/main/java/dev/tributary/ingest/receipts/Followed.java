package dev.tributary.ingest.receipts;

import dev.tributary.ledger.account.AccountHistory;
import dev.tributary.ledger.lookup.RecentCommits;
import dev.tributary.ledger.read.LogEntry;
import dev.tributary.ledger.read.LogTail;
import dev.tributary.ledger.record.LogRecord;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A log as one tail of it gave it out: the newest commits, and the account. One thread adds. */
final class Followed implements AutoCloseable {
  private final LogTail tail;
  private final RecentCommits commits;
  private final AccountHistory account = new AccountHistory();
  private final Set<Long> skipped = new TreeSet<>();

  Followed(LogTail tail, long maxMemoryBytes) {
    this.tail = tail;
    this.commits = new RecentCommits(maxMemoryBytes);
  }

  /** Takes what comes in a time; false when nothing came. */
  boolean poll(Duration wait) {
    List<LogEntry> entries = tail.poll(wait);
    for (LogEntry entry : entries) {
      commits.add(entry);
      account.add(entry.record());
      if (entry.record() instanceof LogRecord.Snapshot snapshot) {
        skipped.addAll(snapshot.skipped());
      }
    }
    return !entries.isEmpty();
  }

  RecentCommits commits() {
    return commits;
  }

  AccountHistory account() {
    return account;
  }

  /** Records that an operator said the pipeline did not write, of all snapshots. */
  Set<Long> skipped() {
    return skipped;
  }

  boolean hasCaughtUp() {
    return tail.hasCaughtUp();
  }

  /** Whether it has all that another one has. */
  boolean isAsFarAs(Followed other) {
    return commits.nextOffset() >= other.commits.nextOffset();
  }

  @Override
  public void close() {
    tail.close();
  }
}
