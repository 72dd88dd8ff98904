package dev.tributary.pipeline.history;

import dev.tributary.ledger.read.LogEntry;
import dev.tributary.ledger.table.CommitRow;
import dev.tributary.ledger.table.CommitRows;
import dev.tributary.ledger.table.OpenSwap;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Cuts the log into runs, one for each file of the table. What a run is depends on the log alone
 * and on where the file before ends: two writers make the same. A day never follows a later one, so
 * that a day is complete when the next begins. Pure.
 */
final class Runs {
  /** They are in memory until the file is written. */
  static final int MOST_ROWS = 5_000;

  private final String log;
  private final CommitRows rows;
  private final List<CommitRow> gathered = new ArrayList<>();
  private long from;
  private String day;

  /**
   * Behind a file.
   *
   * @param before what the file before covers
   * @param newestDay the newest day that the table has; empty: none
   */
  Runs(LogRange before, String newestDay) {
    this.log = before.log();
    this.from = before.to();
    this.rows = new CommitRows(before.open());
    this.day = newestDay;
  }

  /** The newest snapshot before the first record. */
  void begin(LogEntry snapshot) {
    rows.add(snapshot);
  }

  /**
   * Takes the next record.
   *
   * @return the run that ends before it, where one does
   */
  Optional<Run> add(LogEntry entry) {
    List<OpenSwap> open = rows.open();
    Optional<CommitRow> row = rows.add(entry);
    if (row.isEmpty()) {
      return Optional.empty();
    }
    String next = row.get().at().atOffset(ZoneOffset.UTC).toLocalDate().toString();
    next = next.compareTo(day) < 0 ? day : next;
    Optional<Run> ended =
        next.equals(day) && gathered.size() < MOST_ROWS
            ? Optional.empty()
            : cut(entry.offset(), open);
    day = next;
    gathered.add(row.get());
    return ended;
  }

  /**
   * The last run, if there is one.
   *
   * @param end the offset after the last record that was given
   */
  Optional<Run> end(long end) {
    return cut(end, rows.open());
  }

  private Optional<Run> cut(long to, List<OpenSwap> open) {
    if (gathered.isEmpty()) {
      return Optional.empty();
    }
    var run =
        new Run(day, new LogRange(log, from, to, gathered.size(), open), List.copyOf(gathered));
    gathered.clear();
    from = to;
    return Optional.of(run);
  }
}
