package dev.tributary.ledger.read;

import dev.tributary.ledger.kafka.PartitionRecords;
import dev.tributary.ledger.kafka.RecordRange;
import dev.tributary.ledger.record.LogRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Reads the commit log once, as its owner does: its state, or its records from a snapshot on. A
 * record that the owner can't have written is an {@link UnreadableLogException}.
 */
public final class CommitLogReader {
  /** So many snapshots without a commit are looked through for the newest files. */
  private static final int MOST_IDLE_SNAPSHOTS = 500;

  private CommitLogReader() {}

  /**
   * The state at the log's end. It is read from the newest snapshot, or from the one before which
   * all is published and a commit was made.
   */
  public static CommitState read(LogAccess log) {
    PreparedTransaction.awaitEnd(log);
    try (var records = new PartitionRecords(log.kafka(), log.partition())) {
      return read(log, records);
    }
  }

  static CommitState read(LogAccess log, RecordRange records) {
    var chain = new SnapshotChain(log, records);
    Optional<SnapshotChain.Link> newest = chain.newest();
    if (newest.isEmpty()) {
      return CommitState.EMPTY;
    }
    LogAccess trusted = log.skipping(newest.get().snapshot().skipped());
    LogFold fold = fold(trusted, records, newest.get().offset());
    SnapshotChain.Link start = start(chain, newest.get(), fold);
    LogFold whole = start == newest.get() ? fold : fold(trusted, records, start.offset());
    return whole.state().skipping(log.skipped());
  }

  private static SnapshotChain.Link start(
      SnapshotChain chain, SnapshotChain.Link newest, LogFold fold) {
    long published = fold.state().published();
    boolean hasNewest = fold.hasPublishedCommit();
    SnapshotChain.Link link = newest;
    for (int idle = 0; idle < MOST_IDLE_SNAPSHOTS; idle++) {
      boolean hasUnpublished = link.snapshot().sequence() <= published + 1;
      Optional<SnapshotChain.Link> before =
          hasUnpublished && hasNewest ? Optional.empty() : chain.before(link);
      if (before.isEmpty()) {
        break;
      }
      long first = before.get().snapshot().sequence() + 1;
      hasNewest |= first < link.snapshot().sequence() && first <= published;
      idle = hasUnpublished ? idle : 0;
      link = before.get();
    }
    return link;
  }

  private static LogFold fold(LogAccess log, RecordRange records, long from) {
    var fold = new LogFold();
    records.from(
        from,
        record -> {
          if (!log.skips(record.offset())) {
            LogEntry entry = LogRecords.read(log, record);
            try {
              fold.add(entry.offset(), entry.record());
            } catch (LogFold.OutOfOrderException e) {
              throw LogRecords.unreadable(log, entry.offset(), e.getMessage());
            }
          }
        });
    return fold;
  }

  /**
   * Gives out the log's records, for as long as there is use for more: from the newest snapshot on
   * that the rule is true of, or from the log's begin.
   */
  public static void since(
      LogAccess log, Predicate<LogRecord.Snapshot> isBefore, Predicate<LogRecord> each) {
    try (var records = new PartitionRecords(log.kafka(), log.partition())) {
      since(log, records, isBefore, each);
    }
  }

  static void since(
      LogAccess log,
      RecordRange records,
      Predicate<LogRecord.Snapshot> isBefore,
      Predicate<LogRecord> each) {
    var chain = new SnapshotChain(log, records);
    Optional<SnapshotChain.Link> newest = chain.newest();
    if (newest.isPresent()) {
      records.fromWhile(
          chain.back(newest.get(), isBefore).offset(),
          record -> log.skips(record.offset()) || each.test(LogRecords.read(log, record).record()));
    }
  }

  /**
   * The first commits after a state of this log, up to another.
   *
   * @param most how many at most
   */
  public static List<LogRecord.Commit> commits(LogAccess log, long after, long upTo, int most) {
    List<LogRecord.Commit> commits = new ArrayList<>();
    since(
        log,
        snapshot -> snapshot.sequence() <= after + 1,
        record -> {
          if (record instanceof LogRecord.Commit commit
              && commit.sequence() > after
              && commit.sequence() <= upTo) {
            commits.add(commit);
          }
          boolean isPast = record instanceof LogRecord.State state && state.sequence() >= upTo;
          return !isPast && commits.size() < most;
        });
    return commits;
  }

  /** Which files are valid, by the whole log: one that was never trimmed. */
  public static LakeManifest manifest(LogAccess log, Predicate<String> wanted) {
    return manifest(log, LogCheckpoint.NONE, wanted);
  }

  /**
   * Which files are valid, by the whole log.
   *
   * @param checkpoint what stands for the part that was trimmed
   * @param wanted which paths are asked for
   */
  public static LakeManifest manifest(
      LogAccess log, LogCheckpoint checkpoint, Predicate<String> wanted) {
    try (LogPart part = LogPart.of(log)) {
      return manifest(part, checkpoint, wanted);
    }
  }

  /** The same of a part that has all of the log. */
  public static LakeManifest manifest(
      LogPart part, LogCheckpoint checkpoint, Predicate<String> wanted) {
    var manifest = new LakeManifest(wanted);
    checkpoint.checkReaches(part.topic(), part.begin());
    checkpoint.records().forEach(manifest::add);
    part.from(
        checkpoint.offset(),
        entry -> {
          manifest.add(entry.record());
          return true;
        });
    return manifest;
  }
}
