package dev.tributary.ledger.account;

import dev.tributary.ledger.record.LogRecord;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The account of a log with its past: what was committed when, and how much of it is published. All
 * its counts are changes of one {@link Ledger}, so they add up to it. In the past, rows that
 * expired since are rows still, and what expired is counted beside them. Thread safe.
 */
public final class AccountHistory {
  static final int MOST_UNPUBLISHED = 1_000;

  private final Ledger ledger = new Ledger();
  private final CountsByTime outcomes = new CountsByTime();
  private final CountsByTime reasons = new CountsByTime();
  private final Deque<Unpublished> unpublished = new ArrayDeque<>();
  private long commits;
  private long published = -1;
  private long lastMillis;

  /** Rows of a commit whose files are not published. */
  private record Unpublished(long sequence, long atMillis, long commits, long rows) {
    Unpublished with(Unpublished next) {
      return new Unpublished(
          next.sequence, next.atMillis, commits + next.commits, rows + next.rows);
    }
  }

  /** Takes the next record of the log. */
  public synchronized void add(LogRecord record) {
    Terms before = ledger.total();
    boolean hasBegun = ledger.sequence() >= 0;
    ledger.add(record);
    Terms change = ledger.total().minus(before);
    if (record instanceof LogRecord.Commit commit && hasBegun) {
      add(commit, change);
    } else if (record instanceof LogRecord.Expired expired) {
      var alone =
          new Terms(0, 0, 0, 0, change.expired()); // they were rows when they were committed
      count(millis(expired.at()), alone);
    } else if (record instanceof LogRecord.Keeping keeping) {
      count(millis(keeping.at()), change);
    } else if (record instanceof LogRecord.Snapshot snapshot) {
      publish(snapshot.published());
    } else if (record instanceof LogRecord.Published mark) {
      publish(mark.sequence());
    }
  }

  private void add(LogRecord.Commit commit, Terms change) {
    long millis = millis(commit.at());
    commits++;
    count(millis, change);
    outcomes.add(millis, AccountView.COMMITS, 1);
    commit.batch().deadLettersByReason().forEach((why, count) -> reasons.add(millis, why, count));
    var next = new Unpublished(commit.sequence(), millis, 1, change.rows());
    boolean isFull = unpublished.size() >= MOST_UNPUBLISHED;
    unpublished.add(isFull ? unpublished.removeLast().with(next) : next);
  }

  private void count(long millis, Terms change) {
    outcomes.add(millis, AccountView.ROWS, change.rows());
    outcomes.add(millis, AccountView.DEAD_LETTERS, change.deadLetters());
    outcomes.add(millis, AccountView.EXPIRED, change.expired());
    outcomes.add(millis, AccountView.DUPLICATES, change.duplicates());
    outcomes.add(millis, AccountView.LOST, change.lost());
  }

  /** A record that does not say when it was written counts as written with the one before. */
  private long millis(String at) {
    try {
      lastMillis = at == null ? lastMillis : Instant.parse(at).toEpochMilli();
    } catch (DateTimeException | ArithmeticException noTime) {
      return lastMillis;
    }
    return lastMillis;
  }

  private void publish(long upTo) {
    published = Math.max(published, upTo);
    while (!unpublished.isEmpty() && unpublished.peek().sequence() <= published) {
      unpublished.remove();
    }
  }

  /**
   * The account as it is, and a span of its past.
   *
   * @param span whose counts are wanted
   * @param steps how many parts for a plot at most; all but the last are equally long
   * @param mostTypes how many event types are named at most
   * @param ends the offset after the last record of each lane, by lane key
   */
  public synchronized AccountView view(
      Span span, int steps, int mostTypes, Map<String, Long> ends) {
    long waiting = unpublished.stream().mapToLong(Unpublished::rows).sum();
    var now =
        new AccountView.Now(
            ledger.total(),
            ledger.inFlight(ends),
            Math.max(0, ledger.total().rows() - waiting), // a swap may have removed one that waits
            commits,
            unpublished.stream().mapToLong(Unpublished::commits).sum(),
            ledger.sequence(),
            published);
    return new AccountView(
        now,
        outcomes.first(),
        past(span),
        past(span.dayBefore()),
        points(span, steps),
        Map.copyOf(ledger.deadLettersByReason()),
        types(mostTypes),
        typeNames().size(),
        ledger.difference(),
        ledger.differences());
  }

  private AccountView.Past past(Span span) {
    long waiting =
        unpublished.stream()
            .filter(commit -> commit.atMillis() >= span.from() && commit.atMillis() < span.to())
            .mapToLong(Unpublished::rows)
            .sum();
    return new AccountView.Past(
        span, outcomes.covers(span), outcomes.in(span), reasons.in(span), waiting);
  }

  private List<AccountView.Point> points(Span span, int steps) {
    List<AccountView.Point> points = new ArrayList<>();
    long units = (span.to() - span.from()) / span.width();
    long step = (units + steps - 1) / steps * span.width();
    for (long from = span.from(); from < span.to(); from += step) {
      long to = Math.min(span.to(), from + step);
      points.add(new AccountView.Point(from, outcomes.in(span.between(from, to))));
    }
    return points;
  }

  private Set<String> typeNames() {
    Set<String> names = new TreeSet<>(ledger.rowsByType().keySet());
    names.addAll(ledger.duplicatesByType().keySet());
    return names;
  }

  private List<AccountView.OfType> types(int most) {
    Map<String, Long> rows = ledger.rowsByType();
    Map<String, Long> duplicates = new TreeMap<>(ledger.duplicatesByType());
    return typeNames().stream()
        .map(
            type ->
                new AccountView.OfType(
                    type, rows.getOrDefault(type, 0L), duplicates.getOrDefault(type, 0L)))
        .sorted(Comparator.comparingLong(AccountView.OfType::records).reversed())
        .limit(most)
        .toList();
  }

  /** What all committed records became. */
  public synchronized Terms total() {
    return ledger.total();
  }

  /** How many records the figures differ by; 0 for a correct log. */
  public synchronized long difference() {
    return ledger.difference();
  }

  /** As {@link Ledger#inFlight}. */
  public synchronized long inFlight(Map<String, Long> ends) {
    return ledger.inFlight(ends);
  }
}
