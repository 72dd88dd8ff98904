package dev.tributary.pipeline.keep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.ledger.read.LogEntry;
import dev.tributary.ledger.record.Batch;
import dev.tributary.ledger.record.FileSize;
import dev.tributary.ledger.record.LaneRange;
import dev.tributary.ledger.record.LogRecord;
import dev.tributary.ledger.record.StagedFile;
import dev.tributary.pipeline.job.LaunchEndedException;
import dev.tributary.pipeline.lake.files.HookedFiles;
import dev.tributary.pipeline.lake.files.Lake;
import dev.tributary.pipeline.lake.files.LakeFiles;
import dev.tributary.pipeline.publish.LakePublishSteps;
import dev.tributary.pipeline.publish.Locations;
import dev.tributary.pipeline.rewrite.Rewritten;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A lake on disk, a log and a metastore in memory, a pipeline that publishes, and keepers whose
 * every step can be met. A file's text is its rows, one a line.
 */
final class SwapWorld {
  static final String HOUR = "events/event_type=t/dt=2026-11-24/hour=10";
  private static final String AT = "2026-11-24T11:00:00Z";

  final LakeFiles files;
  final Set<String> published = new TreeSet<>();
  String metastore = HOUR;
  Runnable atStep = () -> {};
  int steps;
  boolean isChecked = true;
  private final Lake lake;
  private final List<LogRecord> records = new ArrayList<>();
  private final List<LogRecord.Commit> unpublished = new ArrayList<>();
  private Locations locations;
  private int followed;
  private long sequence;

  SwapWorld(Path folder) {
    lake = new Lake(folder.toString());
    files = lake.files();
    snapshot();
  }

  /** A launch that knows nothing of before, or the owner's state repeated. */
  void snapshot() {
    records.add(
        new LogRecord.Snapshot(
            LogRecord.FORMAT,
            ++sequence,
            -1,
            "launch",
            AT,
            Map.of(),
            Set.of("t"),
            sequence - 1,
            Set.of()));
    followed = records.size();
    locations = Locations.notFollowing();
  }

  /** Commits a file of one row and moves it; it is not marked yet. */
  void commit(String row) {
    try {
      var file = new StagedFile("_staging/" + row, HOUR + "/" + row, 1, 10);
      files.write(file.staged(), row.getBytes(StandardCharsets.UTF_8));
      var range = new LaneRange(sequence, sequence + 1, 1, 0, 0, 0, 0);
      var batch = new Batch(Map.of("0-a", range), List.of(file), Map.of(), Map.of(), List.of());
      var commit = new LogRecord.Commit(LogRecord.FORMAT, ++sequence, 0, "launch", AT, 0, batch);
      records.add(commit);
      unpublished.add(commit);
      follow();
      try (var steps = new LakePublishSteps(lake, Optional.empty(), locations)) {
        steps.move(commit);
      }
      if (visible().contains(row)) {
        published.add(row);
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void follow() {
    for (; followed < records.size(); followed++) {
      if (records.get(followed) instanceof LogRecord.Keeping keeping) {
        locations.add(keeping);
      }
    }
  }

  /** Registers and marks all that is committed: queries see it. */
  void mark() {
    if (!unpublished.isEmpty() && locations.known(HOUR).isEmpty()) {
      metastore = metastore.isEmpty() ? HOUR : metastore; // it is registered
      locations.learn(HOUR, metastore);
    }
    try (var steps = new LakePublishSteps(lake, Optional.empty(), locations)) {
      for (LogRecord.Commit commit : unpublished) {
        steps.move(commit); // as registration does where the file is in another folder
      }
      unpublished.clear();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    records.add(new LogRecord.Published(LogRecord.FORMAT, sequence, 0));
    for (LogRecord record : records) {
      if (record instanceof LogRecord.Commit commit) {
        commit.batch().files().forEach(f -> published.add(f.path().substring(HOUR.length() + 1)));
      }
    }
  }

  /** The rows that a query finds now. */
  List<String> visible() {
    try {
      List<String> rows = new ArrayList<>();
      for (String file : metastore.isEmpty() ? List.<String>of() : files.filesIn(metastore)) {
        rows.addAll(rowsOf(file));
      }
      return rows;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  List<String> rowsOf(String file) throws IOException {
    return new String(files.read(file), StandardCharsets.UTF_8).lines().toList();
  }

  /** Each published row is there, and none twice. */
  void check() {
    if (!isChecked) {
      return;
    }
    List<String> rows = visible();
    assertThat(rows).as("rows at step %d, location %s", steps, metastore).doesNotHaveDuplicates();
    assertThat(rows).as("rows at step %d, location %s", steps, metastore).containsAll(published);
  }

  private void step() {
    check();
    steps++;
    Runnable now = atStep;
    atStep = () -> {};
    try {
      now.run();
    } finally {
      atStep = now;
    }
  }

  /** A keeper that takes the lake. */
  Keeper keeper(String owner) {
    return keeper(owner, Duration.ofHours(1));
  }

  Keeper keeper(String owner, Duration grace) {
    records.add(new LogRecord.Keeper(LogRecord.FORMAT, 0, owner, AT));
    return new Keeper(
        new Log(owner), HookedFiles.of(files, step -> step()), new Metastore(), grace);
  }

  /** Swaps all small files for one with their rows, as a compaction does. */
  boolean compact(String owner, Keeper keeper) throws Exception {
    var log = new Log(owner);
    log.refreshQuietly();
    PartitionFiles now = log.lake().of(HOUR).orElseThrow();
    Set<String> rows = new TreeSet<>();
    List<String> old = new ArrayList<>();
    for (String name : now.byName().keySet()) {
      if (!name.startsWith("c-")) {
        old.add(now.location() + "/" + name);
        rows.addAll(rowsOf(now.location() + "/" + name));
      }
    }
    String name = "c-" + owner + records.size();
    String folder = keeper.staging() + "/0/files";
    files.write(folder + "/" + name, String.join("\n", rows).getBytes(StandardCharsets.UTF_8));
    var made =
        new Rewritten(
            HOUR,
            folder,
            Map.of(name, new FileSize(rows.size(), 10)),
            rows.size(),
            "digest",
            List.of());
    var hour = new CompactionPlan.Hour(HOUR, now.location(), old, rows.size(), 10);
    return keeper.swap(hour, made);
  }

  /** How many records of a kind are in the log. */
  long count(Class<? extends LogRecord> kind) {
    return records.stream().filter(kind::isInstance).count();
  }

  /** The valid files by the log, read from its begin. */
  LakePartitions read() {
    var log = new Log("reader");
    log.refreshQuietly();
    return log.lake();
  }

  private final class Log implements KeeperLog {
    private final String owner;
    private final LakePartitions lake = new LakePartitions();
    private int read;

    Log(String owner) {
      this.owner = owner;
    }

    @Override
    public LakePartitions lake() {
      return lake;
    }

    @Override
    public String owner() {
      return owner;
    }

    @Override
    public void refresh() {
      step();
      refreshQuietly();
    }

    void refreshQuietly() {
      for (; read < records.size(); read++) {
        lake.add(new LogEntry(read, records.get(read)));
      }
    }

    @Override
    public void check() {
      refresh();
      if (!lake.keeper().equals(owner)) {
        throw LaunchEndedException.because("another keeper");
      }
    }

    @Override
    public void append(LogRecord.Keeping record) {
      step();
      refreshQuietly();
      if (!lake.keeper().equals(owner)) {
        throw new IllegalStateException("fenced");
      }
      records.add(record);
      refreshQuietly();
      step();
    }

    @Override
    public void close() {}
  }

  private final class Metastore implements Locating {
    @Override
    public void drop(String partition) {
      step();
      metastore = "";
      step();
    }

    @Override
    public boolean isAt(String partition, String location) {
      return metastore.equals(location);
    }

    @Override
    public void change(String partition, String location) {
      step();
      metastore = location;
      step();
    }
  }

  /** All that lies in the hour, by path. */
  Map<String, List<String>> all() throws IOException {
    Map<String, List<String>> all = new TreeMap<>();
    for (String file : files.list(HOUR)) {
      all.put(file.substring(HOUR.length() + 1), rowsOf(file));
    }
    return all;
  }
}
