package dev.tributary.pipeline.history;

import dev.tributary.ledger.read.CommitLogReader;
import dev.tributary.ledger.read.LogAccess;
import dev.tributary.ledger.read.LogCheckpoint;
import dev.tributary.ledger.read.LogEntry;
import dev.tributary.ledger.read.LogPart;
import dev.tributary.ledger.record.LogRecord;
import dev.tributary.pipeline.lake.files.Lake;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;

/**
 * Deletes the oldest part of the log: all before a snapshot that is older than the retention. What
 * a reader needs of it stays: its rows are in the table {@code commits}, its valid files in a
 * checkpoint. It can be repeated, and be killed at any step.
 */
public final class LogTrim {
  private final Topic topic;
  private final FilesCheckpoints checkpoints;
  private final Duration retention;

  /** The topic of the log. */
  interface Topic {
    /** The log as it is now. */
    LogPart open();

    /** All commits up to this state are published. */
    long published();

    /** The first offset whose record is not older; none where all are. */
    Optional<Long> firstSince(Instant time) throws IOException;

    /** Deletes all records before the offset. */
    void deleteBefore(long offset) throws IOException;
  }

  LogTrim(Topic topic, FilesCheckpoints checkpoints, Duration retention) {
    this.topic = topic;
    this.checkpoints = checkpoints;
    this.retention = retention;
  }

  /** Of a log. */
  public static LogTrim of(LogAccess log, Lake lake, Duration retention) throws IOException {
    return new LogTrim(new KafkaTopic(log), FilesCheckpoints.of(log, lake.files()), retention);
  }

  /**
   * Trims, where anything is old enough.
   *
   * @param tableUpTo the offset that the table's newest file ends at
   * @return the first offset that the log has since; none where nothing was deleted
   */
  public Optional<Long> trim(long tableUpTo, Instant now) throws IOException {
    Optional<Long> young = topic.firstSince(now.minus(retention));
    try (LogPart log = topic.open()) {
      long end = Math.min(tableUpTo, young.orElse(log.end()));
      Optional<LogEntry> snapshot =
          log.snapshotBefore(end).filter(each -> each.offset() > log.begin());
      if (snapshot.isEmpty() || !isBehindAPublishedCommit(log, snapshot.get())) {
        return Optional.empty();
      }
      long offset = snapshot.get().offset();
      LogCheckpoint former = checkpoints.newest();
      if (former.offset() < offset) {
        Optional<LogCheckpoint> next = checkpoint(log, former, offset);
        if (next.isEmpty()) {
          return Optional.empty();
        }
        checkpoints.write(next.get());
      }
      topic.deleteBefore(offset);
      checkpoints.deleteOld();
      return Optional.of(offset);
    }
  }

  /** A launch looks for the newest published commit's files. */
  private boolean isBehindAPublishedCommit(LogPart log, LogEntry snapshot) {
    long published = topic.published();
    boolean[] found = new boolean[1];
    log.from(
        snapshot.offset(),
        entry -> {
          found[0] =
              entry.record() instanceof LogRecord.Commit commit && commit.sequence() <= published;
          return !(entry.record() instanceof LogRecord.Commit);
        });
    return found[0];
  }

  /** None while a swap is not at its end. */
  private static Optional<LogCheckpoint> checkpoint(
      LogPart log, LogCheckpoint former, long offset) {
    var fold = new FilesFold();
    former.records().forEach(fold::add);
    if (log.begin() > former.offset()) {
      throw new IllegalStateException(
          "Cannot trim the commit log: it begins at offset "
              + log.begin()
              + ", and the lake's checkpoint ends at "
              + former.offset());
    }
    log.from(
        former.offset(),
        entry -> {
          if (entry.offset() < offset) {
            fold.add(entry.record());
          }
          return entry.offset() < offset;
        });
    return fold.hasOpenSwaps()
        ? Optional.empty()
        : Optional.of(new LogCheckpoint(offset, fold.records()));
  }

  private record KafkaTopic(LogAccess log) implements Topic {
    @Override
    public LogPart open() {
      return LogPart.of(log);
    }

    @Override
    public long published() {
      return CommitLogReader.read(log).published();
    }

    @Override
    public Optional<Long> firstSince(Instant time) throws IOException {
      try (Admin admin = log.kafka().admin()) {
        long offset =
            admin
                .listOffsets(Map.of(log.partition(), OffsetSpec.forTimestamp(time.toEpochMilli())))
                .partitionResult(log.partition())
                .get()
                .offset();
        return offset < 0 ? Optional.empty() : Optional.of(offset);
      } catch (ExecutionException e) {
        throw new IOException("Cannot ask for offsets of " + log.topic(), e.getCause());
      } catch (InterruptedException e) {
        throw interrupted(e);
      }
    }

    @Override
    public void deleteBefore(long offset) throws IOException {
      try (Admin admin = log.kafka().admin()) {
        admin
            .deleteRecords(Map.of(log.partition(), RecordsToDelete.beforeOffset(offset)))
            .all()
            .get();
      } catch (ExecutionException e) {
        throw new IOException("Cannot delete records of " + log.topic(), e.getCause());
      } catch (InterruptedException e) {
        throw interrupted(e);
      }
    }

    private IOException interrupted(InterruptedException e) {
      Thread.currentThread().interrupt();
      return new IOException("Cannot use the topic " + log.topic() + ": interrupted", e);
    }
  }
}
