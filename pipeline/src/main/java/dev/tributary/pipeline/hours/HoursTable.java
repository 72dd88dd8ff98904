package dev.tributary.pipeline.hours;

import dev.tributary.ledger.hours.HourRow;
import dev.tributary.ledger.hours.HourRows;
import dev.tributary.ledger.read.CommitLogReader;
import dev.tributary.ledger.read.LogAccess;
import dev.tributary.ledger.read.LogCheckpoint;
import dev.tributary.ledger.read.LogEntry;
import dev.tributary.ledger.read.LogPart;
import dev.tributary.ledger.record.LogRecord;
import dev.tributary.pipeline.history.FilesCheckpoints;
import dev.tributary.pipeline.history.LogId;
import dev.tributary.pipeline.lake.files.Lake;
import dev.tributary.pipeline.lake.metastore.HiveMetastore;
import dev.tributary.pipeline.lake.metastore.MetastoreAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.thrift.TException;

/**
 * The table {@code hours}, which is brought up from time to time. A day whose rows changed gets a
 * new file in a folder of its own; then a mark says how far the log is read. Killed in between, the
 * next writer begins at the former mark, and takes of each day only what its file does not have.
 * Any number of writers make the same files of the same records. One thread.
 */
public final class HoursTable {
  /** Queries that began before a day had another folder still read the former one. */
  static final Duration GRACE = Duration.ofHours(1);

  private final Log log;
  private final HoursFiles files;
  private final HoursPartitions partitions;
  private final Clock clock;
  private final Map<HoursFile, Instant> replacedSince = new HashMap<>();

  /** The log that it is made of. */
  interface Log {
    /** The ID of its topic. */
    String id();

    /** All commits up to this state are published. */
    long published();

    /** The log as it is now. */
    LogPart open();

    /** What stands for its trimmed part. */
    LogCheckpoint checkpoint() throws IOException;
  }

  /**
   * What was done.
   *
   * @param days days that got a new file
   * @param filesDeleted files that others took the place of
   * @param upTo the offset of the log that the table is continued at: the log may be trimmed to
   *     there
   */
  public record Done(int days, int filesDeleted, long upTo) {}

  HoursTable(Log log, HoursFiles files, HoursPartitions partitions, Clock clock) {
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
  public static HoursTable of(LogAccess access, Lake lake, Optional<MetastoreAddress> metastore)
      throws IOException {
    return new HoursTable(
        new KafkaLog(access, lake, LogId.of(access)),
        new HoursFiles(lake.files()),
        HoursPartitions.in(metastore),
        Clock.systemUTC());
  }

  /** The files that have each row once, by their paths relative to the lake. */
  public static List<String> currentFiles(Lake lake) throws IOException {
    return HoursFiles.current(new HoursFiles(lake.files()).all()).values().stream()
        .map(HoursFile::path)
        .sorted()
        .toList();
  }

  /**
   * Makes a metastore name the current folder of each day.
   *
   * @return what was changed, a line each
   */
  public static List<String> locate(LogAccess access, Lake lake, HiveMetastore metastore)
      throws IOException, TException {
    var files = new HoursFiles(lake.files());
    HoursMark mark =
        files.newest(LogId.of(access)).map(HoursFiles.Marked::mark).orElse(HoursMark.NONE);
    return HoursPartitions.locate(metastore, wanted(files, mark.sealing()));
  }

  /**
   * Brings it up to the last commit whose files can be queried.
   *
   * @throws TException when the metastore does not answer; the rows are in the lake then
   */
  public Done bringUp() throws IOException, TException {
    int generation = generation();
    HoursFiles.Marked from =
        files
            .newest(log.id())
            .orElse(new HoursFiles.Marked(version(generation, 0), HoursMark.NONE));
    long published = log.published();
    Map<String, HoursFile> before = HoursFiles.current(files.all());
    var rows = new HourRows(from.mark().sealing(), from.mark().open(), former(before, generation));
    long to;
    try (LogPart part = log.open()) {
      to = read(part, from.version().offset(), published, rows);
    }
    var changed = rows.changed();
    for (Map.Entry<String, List<HourRow>> day : changed.entrySet()) {
      files.write(new HoursFile(day.getKey(), version(generation, to)), day.getValue());
    }
    HoursMark mark = HoursMark.of(rows.sealing(), rows.open());
    boolean isNew = !changed.isEmpty() || !mark.equals(from.mark());
    if (isNew) {
      files.mark(version(generation, to), mark);
    }
    partitions.locate(wanted(files, rows.sealing()));
    return new Done(changed.size(), deleteReplaced(), isNew ? to : from.version().offset());
  }

  private HoursFile.Version version(int generation, long offset) {
    return new HoursFile.Version(generation, offset, log.id());
  }

  /** A lake that another cluster adopted has days of the log before: they are continued. */
  private int generation() throws IOException {
    List<HoursFile.Version> versions =
        Stream.concat(files.marks().stream(), files.all().stream().map(HoursFile::version))
            .toList();
    int newest = versions.stream().mapToInt(HoursFile.Version::generation).max().orElse(0);
    return versions.stream()
        .filter(version -> version.log().equals(log.id()))
        .mapToInt(HoursFile.Version::generation)
        .max()
        .orElse(newest + 1);
  }

  private HourRows.Former former(Map<String, HoursFile> current, int generation) {
    return new HourRows.Former() {
      @Override
      public List<String> days() {
        return List.copyOf(current.keySet());
      }

      @Override
      public HourRows.Day day(String dt) {
        HoursFile file = current.get(dt);
        if (file == null) {
          return HourRows.Day.NONE;
        }
        try {
          boolean isOfLog = file.version().generation() == generation;
          return new HourRows.Day(isOfLog ? file.version().offset() : 0, files.read(file));
        } catch (IOException e) {
          throw new UncheckedIOException("Cannot read " + file.path(), e);
        }
      }
    };
  }

  /** Returns the offset of the first record that it did not take. */
  private long read(LogPart part, long from, long published, HourRows rows) throws IOException {
    long begin = from;
    if (from < part.begin()) {
      LogCheckpoint checkpoint = log.checkpoint();
      if (from > 0 || checkpoint.offset() < part.begin()) {
        throw new IllegalStateException(
            "Cannot continue the table hours at offset "
                + from
                + ": the commit log begins at "
                + part.begin());
      }
      begin = checkpoint.offset();
      for (LogRecord record : checkpoint.records()) {
        rows.add(new LogEntry(begin - 1, record));
      }
    }
    long[] to = {part.end()};
    part.from(
        begin,
        entry -> {
          boolean isOnItsWay =
              entry.record() instanceof LogRecord.Commit commit && commit.sequence() > published;
          if (isOnItsWay) {
            to[0] = entry.offset();
          } else {
            rows.add(entry);
          }
          return !isOnItsWay;
        });
    return to[0];
  }

  private static Map<String, HoursPartitions.Wanted> wanted(
      HoursFiles files, HourRows.Sealing sealing) throws IOException {
    Map<String, HoursPartitions.Wanted> wanted = new TreeMap<>();
    HoursFiles.current(files.all())
        .forEach(
            (day, file) ->
                wanted.put(
                    day, new HoursPartitions.Wanted(files.uri(file), sealedUntil(day, sealing))));
    return wanted;
  }

  /** Not behind the end of the day: then it is final. */
  private static String sealedUntil(String day, HourRows.Sealing sealing) {
    Instant first = HourRow.end(day, "00");
    Instant last = HourRow.end(day, "23");
    if (sealing.until().isBefore(first)) {
      return "none";
    }
    return (sealing.until().isAfter(last) ? last : sealing.until()).toString();
  }

  private int deleteReplaced() throws IOException {
    Instant now = clock.instant();
    List<HoursFile> replaced = new ArrayList<>(files.all());
    replaced.removeAll(HoursFiles.current(replaced).values());
    replacedSince.keySet().retainAll(replaced);
    List<HoursFile> over = new ArrayList<>();
    for (HoursFile file : replaced) {
      Instant since = replacedSince.computeIfAbsent(file, first -> now);
      if (!now.isBefore(since.plus(GRACE))) {
        over.add(file);
      }
    }
    files.delete(over);
    return over.size();
  }

  private record KafkaLog(LogAccess access, Lake lake, String id) implements Log {
    @Override
    public long published() {
      return CommitLogReader.read(access).published();
    }

    @Override
    public LogPart open() {
      return LogPart.of(access);
    }

    @Override
    public LogCheckpoint checkpoint() throws IOException {
      return FilesCheckpoints.newest(access, lake);
    }
  }
}
