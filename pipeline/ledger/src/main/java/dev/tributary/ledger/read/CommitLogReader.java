package dev.tributary.ledger.read;

import dev.tributary.ledger.kafka.PartitionRecords;
import dev.tributary.ledger.record.LanePosition;
import dev.tributary.ledger.record.LogRecord;
import dev.tributary.ledger.record.StagedFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads the commit log: its end in steps backwards, or all of it. */
public final class CommitLogReader {
  static final long FIRST_STEP = 200;
  static final int STEP_GROWTH = 10;

  private CommitLogReader() {}

  /**
   * The state at the log's end. Transaction markers take offsets, so it steps backwards until a
   * state record and a mark that joins it are found, or the log begins.
   */
  public static CommitState read(LogAccess log) {
    PreparedTransaction.awaitEnd(log);
    try (var records = new PartitionRecords(log.kafka(), log.partition())) {
      for (long step = FIRST_STEP; ; step *= STEP_GROWTH) {
        long from = Math.max(records.begin(), records.end() - step);
        var tail = new Tail(log);
        records.from(from, tail);
        if (from == records.begin() || tail.isComplete()) {
          return tail.state();
        }
      }
    }
  }

  /**
   * The first commits after a sequence, which is of this log, up to another.
   *
   * @param most how many at most
   */
  public static List<LogRecord.Commit> commits(LogAccess log, long after, long upTo, int most) {
    try (var records = new PartitionRecords(log.kafka(), log.partition())) {
      for (long step = FIRST_STEP; ; step *= STEP_GROWTH) {
        long from = Math.max(records.begin(), records.end() - step);
        var span = new Span(log, after, upTo, most);
        records.fromWhile(from, span);
        if (from == records.begin() || span.isComplete()) {
          return span.commits;
        }
      }
    }
  }

  /**
   * The log's newest commits, oldest first: back to one that the rule is true of, or to the log's
   * begin.
   */
  public static List<LogRecord.Commit> commitsSince(
      LogAccess log, Predicate<LogRecord.Commit> isBefore) {
    try (var records = new PartitionRecords(log.kafka(), log.partition())) {
      for (long step = FIRST_STEP; ; step *= STEP_GROWTH) {
        long begin = Math.max(records.begin(), records.end() - step);
        var commits = new ArrayList<LogRecord.Commit>();
        records.from(
            begin,
            record -> {
              if (!log.skips(record.offset())
                  && LogRecords.read(log, record) instanceof LogRecord.Commit commit) {
                commits.add(commit);
              }
            });
        if (begin == records.begin() || !commits.isEmpty() && isBefore.test(commits.get(0))) {
          return commits;
        }
      }
    }
  }

  /** Takes the commits of a range, for as long as it wants more. */
  private static final class Span implements Predicate<ConsumerRecord<byte[], byte[]>> {
    private final LogAccess log;
    private final long after;
    private final long upTo;
    private final int most;
    private final List<LogRecord.Commit> commits = new ArrayList<>();
    private long first = -1;

    Span(LogAccess log, long after, long upTo, int most) {
      this.log = log;
      this.after = after;
      this.upTo = upTo;
      this.most = most;
    }

    @Override
    public boolean test(ConsumerRecord<byte[], byte[]> record) {
      if (log.skips(record.offset())) {
        return true;
      }
      LogRecord read = LogRecords.read(log, record);
      if (read instanceof LogRecord.Published) {
        return true;
      }
      first = first < 0 ? read.sequence() : first;
      if (read instanceof LogRecord.Commit commit
          && commit.sequence() > after
          && commit.sequence() <= upTo) {
        commits.add(commit);
      }
      return isComplete() && read.sequence() < upTo && commits.size() < most;
    }

    /** True when nothing of the range lies before what was read: states have no gaps. */
    boolean isComplete() {
      return first >= 0 && first <= after + 1;
    }
  }

  /** Folds log records, oldest first, into a state. */
  private static final class Tail implements Consumer<ConsumerRecord<byte[], byte[]>> {
    private final LogAccess log;
    private long first = -1;
    private long sequence = -1;
    private long published = -1;
    private Optional<String> owner = Optional.empty();
    private Map<String, LanePosition> next = Map.of();
    private Set<String> eventTypes = Set.of();
    private final List<LogRecord.Commit> commits = new ArrayList<>();

    Tail(LogAccess log) {
      this.log = log;
    }

    @Override
    public void accept(ConsumerRecord<byte[], byte[]> record) {
      if (!log.skips(record.offset())) {
        add(LogRecords.read(log, record), record.offset());
      }
    }

    private void add(LogRecord record, long offset) {
      if (record instanceof LogRecord.Published mark) {
        published = Math.max(published, mark.sequence());
        forgetPublished();
        return;
      }
      if (sequence >= 0 && record.sequence() != sequence + 1) {
        throw LogRecords.unreadable(
            log, offset, "its state " + record.sequence() + " comes after state " + sequence);
      }
      sequence = record.sequence();
      first = first < 0 ? sequence : first;
      if (record instanceof LogRecord.Launch launch) {
        owner = Optional.of(launch.owner());
        next = launch.next();
        eventTypes = launch.eventTypes();
      }
      if (record instanceof LogRecord.Commit commit) {
        owner = Optional.of(commit.owner());
        next = commit.next();
        eventTypes = commit.eventTypes();
        commits.add(commit);
      }
    }

    /** All but the newest: a long log must not fill the memory. */
    private void forgetPublished() {
      int newest = 0;
      while (newest + 1 < commits.size() && commits.get(newest + 1).sequence() <= published) {
        newest++;
      }
      commits.subList(0, newest).clear();
    }

    /** True when no unpublished commit can lie before what was read: states have no gaps. */
    boolean isComplete() {
      return sequence >= 0 && published >= 0 && first <= published + 1;
    }

    CommitState state() {
      return new CommitState(
          sequence,
          owner,
          next,
          eventTypes,
          newestFiles(),
          commits.stream().filter(commit -> commit.sequence() > published).toList());
    }

    /** Those of a type that was forgotten since may be deleted. */
    private List<String> newestFiles() {
      return commits.stream()
          .filter(commit -> commit.sequence() <= published)
          .reduce((older, newer) -> newer)
          .map(newest -> newest.batch().files().stream())
          .orElse(Stream.empty())
          .filter(file -> file.eventType().map(eventTypes::contains).orElse(true))
          .map(StagedFile::path)
          .toList();
    }
  }
}
