package dev.tributary.pipeline.history;

import dev.tributary.ledger.read.LogAccess;
import dev.tributary.ledger.read.LogPart;
import dev.tributary.pipeline.lake.files.Lake;
import dev.tributary.pipeline.lake.metastore.HiveMetastore;
import dev.tributary.pipeline.lake.metastore.MetastoreAddress;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.thrift.TException;

/**
 * The table {@code commits}, which is brought up to the log's end from time to time. Any number of
 * writers may do so at once, and each may be killed anywhere: a row is never there twice. One
 * thread.
 *
 * <table>
 *   <caption>The steps, and what a writer finds that comes after a crash</caption>
 *   <tr><th>step</th><th>after a crash behind it</th></tr>
 *   <tr><td>a file is written in {@code _staging/}</td><td>the owner's upkeep deletes it</td></tr>
 *   <tr><td>it gets its name, unless the name is taken</td><td>the next file begins where its footer
 *     says that it ends</td></tr>
 *   <tr><td>a past day's rows are written into one file in another folder</td><td>the folder is the
 *     day's current one: the metastore is told</td></tr>
 *   <tr><td>the metastore names that folder</td><td>the small files are deleted after a
 *     grace</td></tr>
 * </table>
 */
public final class CommitsTable {
  /** Queries that began before a day had another folder still read its small files. */
  static final Duration GRACE = Duration.ofHours(1);

  private static final int ATTEMPTS = 5;

  private final Log log;
  private final CommitsFiles files;
  private final CommitsPartitions partitions;
  private final Clock clock;
  private final Map<CommitsFile, Instant> replacedSince = new HashMap<>();

  /**
   * The log that it is made of.
   *
   * @param id the ID of its topic
   * @param open opens it as it is now
   */
  record Log(String id, Supplier<LogPart> open) {}

  /**
   * What was done.
   *
   * @param rows rows that came
   * @param files files that they are in
   * @param daysMerged past days whose rows are in one file now
   * @param filesDeleted small files that were deleted since
   * @param upTo the offset of the log that the newest file ends at: the log may be trimmed to there
   */
  public record Done(long rows, int files, int daysMerged, int filesDeleted, long upTo) {}

  CommitsTable(Log log, CommitsFiles files, CommitsPartitions partitions, Clock clock) {
    this.log = log;
    this.files = files;
    this.partitions = partitions;
    this.clock = clock;
  }

  /**
   * The table of a lake.
   *
   * @param metastore where its partitions are registered, if anywhere
   */
  public static CommitsTable of(LogAccess log, Lake lake, Optional<MetastoreAddress> metastore)
      throws IOException {
    return new CommitsTable(
        new Log(LogId.of(log), () -> LogPart.of(log)),
        new CommitsFiles(lake.files()),
        CommitsPartitions.in(metastore),
        Clock.systemUTC());
  }

  /** The files that have each row once, by their paths relative to the lake. */
  public static List<String> currentFiles(Lake lake) throws IOException {
    return new Days(new CommitsFiles(lake.files()).all())
        .current().stream().map(CommitsFile::path).sorted().toList();
  }

  /**
   * Makes a metastore name the current folder of each day.
   *
   * @return what was changed, a line each
   */
  public static List<String> locate(Lake lake, HiveMetastore metastore)
      throws IOException, TException {
    var files = new CommitsFiles(lake.files());
    return CommitsPartitions.locate(metastore, uris(files, new Days(files.all())));
  }

  /**
   * Adds a row for each commit and swap that the log has by now.
   *
   * @throws TException when the metastore does not answer; the rows are in the lake then
   */
  public Done bringUp() throws IOException, TException {
    Added added = addRows();
    List<List<CommitsFile>> past = new Days(files.all()).toMerge();
    for (List<CommitsFile> parts : past) {
      files.putWhole(parts);
    }
    Days days = new Days(files.all());
    partitions.locate(uris(files, days));
    int deleted = deleteReplaced(days);
    return new Done(added.rows(), added.files(), past.size(), deleted, added.upTo());
  }

  private static Map<String, String> uris(CommitsFiles files, Days days) {
    Map<String, String> uris = new TreeMap<>();
    days.folders().forEach((day, folder) -> uris.put("dt=" + day, files.uri(folder)));
    return uris;
  }

  private record Added(long rows, int files, long upTo) {
    Added and(Added more) {
      return new Added(rows + more.rows, files + more.files, more.upTo);
    }
  }

  /** Another writer may be faster: then its file says where to continue. */
  private Added addRows() throws IOException {
    Added all = new Added(0, 0, 0);
    try (LogPart part = log.open().get()) {
      for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
        Days days = new Days(files.all());
        LogRange covered = days.covered(files, log.id(), part.begin());
        checkIsThere(part, covered);
        List<Run> put = new ArrayList<>();
        boolean wasAlone = addRows(part, covered, days.newest(), put);
        long rows = put.stream().mapToLong(run -> run.range().rows()).sum();
        long upTo = put.isEmpty() ? covered.to() : put.get(put.size() - 1).range().to();
        all = all.and(new Added(rows, put.size(), upTo));
        if (wasAlone) {
          return all;
        }
      }
    }
    throw new IOException(
        "Cannot bring up the table commits: other writers were faster each time (attempts="
            + ATTEMPTS
            + ")");
  }

  private static void checkIsThere(LogPart part, LogRange covered) {
    if (covered.to() < part.begin()) {
      throw new IllegalStateException(
          "Cannot continue the table commits at offset "
              + covered.to()
              + ": the commit log begins at "
              + part.begin());
    }
  }

  /** Returns false when another writer has put a file first. */
  private boolean addRows(LogPart part, LogRange covered, String newestDay, List<Run> put)
      throws IOException {
    var runs = new Runs(covered, newestDay);
    part.snapshotBefore(covered.to()).ifPresent(runs::begin);
    var writing = new Writing(put);
    part.from(covered.to(), entry -> runs.add(entry).map(writing::put).orElse(true));
    if (!writing.hasFailed()) {
      runs.end(part.end()).ifPresent(writing::put);
    }
    return writing.wasAlone();
  }

  /** Writes runs as they come out of the log; whoever reads the log throws no checked exception. */
  private final class Writing {
    private final List<Run> put;
    private boolean wasAlone = true;
    private IOException failure;

    Writing(List<Run> put) {
      this.put = put;
    }

    /** Returns whether there is use for more. */
    boolean put(Run run) {
      try {
        wasAlone = files.put(run);
      } catch (IOException e) {
        failure = e;
      }
      if (!hasFailed()) {
        put.add(run);
      }
      return !hasFailed();
    }

    boolean hasFailed() {
      return failure != null || !wasAlone;
    }

    boolean wasAlone() throws IOException {
      if (failure != null) {
        throw failure;
      }
      return wasAlone;
    }
  }

  private int deleteReplaced(Days days) throws IOException {
    Instant now = clock.instant();
    List<CommitsFile> replaced = days.replaced();
    replacedSince.keySet().retainAll(replaced);
    List<CommitsFile> over = new ArrayList<>();
    for (CommitsFile file : replaced) {
      Instant since = replacedSince.computeIfAbsent(file, first -> now);
      if (!now.isBefore(since.plus(GRACE))) {
        over.add(file);
      }
    }
    files.delete(over);
    return over.size();
  }
}
