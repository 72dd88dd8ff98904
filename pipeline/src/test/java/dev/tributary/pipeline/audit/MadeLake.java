package dev.tributary.pipeline.audit;

import dev.tributary.ledger.proof.RecordTree;
import dev.tributary.ledger.read.LogCheckpoint;
import dev.tributary.ledger.record.Batch;
import dev.tributary.ledger.record.FileSize;
import dev.tributary.ledger.record.Generation;
import dev.tributary.ledger.record.Lane;
import dev.tributary.ledger.record.LanePosition;
import dev.tributary.ledger.record.LaneRange;
import dev.tributary.ledger.record.LogRecord;
import dev.tributary.ledger.record.NonRowOffsets;
import dev.tributary.ledger.record.Offsets;
import dev.tributary.ledger.record.StagedFile;
import dev.tributary.pipeline.lake.files.HivePartition;
import dev.tributary.pipeline.lake.files.Lake;
import dev.tributary.pipeline.lake.files.LakeFiles;
import dev.tributary.pipeline.parquet.Compression;
import dev.tributary.pipeline.parquet.DeadLetterRow;
import dev.tributary.pipeline.parquet.EventRow;
import dev.tributary.pipeline.parquet.MadeRows;
import dev.tributary.pipeline.parquet.ParquetSinks;
import dev.tributary.pipeline.parquet.ParquetWriting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A small lake with its log and topics: each commit has so many records of two lanes, of two event
 * types and two hours, and in each lane one duplicate and one dead letter.
 */
final class MadeLake {
  static final int RECORDS = 40;
  static final Lane FIRST = new Lane("events", 0, "topic-id");
  static final Lane SECOND = new Lane("events", 1, "topic-id");
  static final Instant RECEIVED = Instant.parse("2026-11-24T11:30:00Z");
  static final String AT = RECEIVED.toString();
  static final String HOUR = "events/event_type=a/dt=2026-11-24/hour=10";
  static final String LATER_HOUR = "events/event_type=a/dt=2026-11-24/hour=11";
  static final String DAY_OF_LETTERS = "dead_letters/dt=2026-11-24";

  final MadeTopics topics = new MadeTopics();
  final Path root;
  private final ParquetSinks sinks;
  private final Map<Lane, Long> next = new TreeMap<>(Comparator.comparing(Lane::key));
  private long sequence;
  private long lost;

  /** What stands for the log's trimmed part. */
  LogCheckpoint checkpoint = LogCheckpoint.NONE;

  /** Whether hours are sealed between the records of a commit. */
  boolean sealsHours;

  MadeLake(Path root, ParquetWriting writing) {
    this.root = root;
    this.sinks = new ParquetSinks(writing, Compression.ZSTD, Map.of("events", "topic-id"));
    next.put(FIRST, 5L);
    next.put(SECOND, 0L);
    snapshot(Set.of());
  }

  /** A type is forgotten by the next snapshot. */
  void snapshotWithout(String type) {
    Set<String> types = new TreeSet<>(Set.of("a", "b"));
    types.remove(type);
    sequence++;
    snapshot(types);
  }

  private void snapshot(Set<String> types) {
    Map<String, LanePosition> positions = new HashMap<>();
    next.forEach((lane, offset) -> positions.put(lane.key(), LanePosition.start(lane, offset)));
    topics.append(
        new LogRecord.Snapshot(
            LogRecord.FORMAT, sequence, -1, "owner", AT, positions, types, sequence, Set.of()));
  }

  /**
   * Retention deleted offsets of the first lane before they were read, and an operator accepts it.
   */
  void loseAndCommit(long offsets) throws IOException {
    lost = offsets;
    commit();
    lost = 0;
  }

  /** The same, and nobody accepted it. */
  void skipAndCommit(long offsets) throws IOException {
    next.merge(FIRST, offsets, Long::sum);
    commit();
  }

  /** Commits the next records of both lanes and publishes their files. */
  LogRecord.Commit commit() throws IOException {
    LogRecord.Commit commit = commitOnly();
    publish(commit);
    topics.append(new LogRecord.Published(LogRecord.FORMAT, commit.sequence(), 0));
    return commit;
  }

  void publish(LogRecord.Commit commit) throws IOException {
    for (StagedFile file : commit.batch().files()) {
      Files.createDirectories(root.resolve(file.path()).getParent());
      Files.move(root.resolve(file.staged()), root.resolve(file.path()));
    }
  }

  /** Their files stay in the staging folder. */
  LogRecord.Commit commitOnly() throws IOException {
    sequence++;
    Map<HivePartition, List<EventRow>> rows = new HashMap<>();
    List<DeadLetterRow> letters = new ArrayList<>();
    Map<String, LaneRange> ranges = new TreeMap<>();
    int parts = 0;
    for (Lane lane : next.keySet()) {
      long missing = lane.equals(FIRST) ? lost : 0;
      long begin = next.get(lane);
      long from = begin + missing;
      var tree = new RecordTree();
      for (long offset = from; offset < from + RECORDS; offset++) {
        byte[] value = MadeRecords.value(lane, offset, offset - from);
        topics.add(lane, offset, RECEIVED.toEpochMilli(), value);
        tree.add(offset, value);
        if (offset - from == 7) {
          letters.add(MadeRecords.letter(lane, offset, value));
        } else if (offset - from != 9) {
          EventRow row = MadeRecords.row(lane, offset, value);
          rows.computeIfAbsent(
                  HivePartition.ofEvents(row.event().type(), row.folderMillis()),
                  each -> new ArrayList<>())
              .add(row);
        }
      }
      parts++;
      topics.append(
          new LogRecord.NonRows(
              LogRecord.FORMAT,
              sequence,
              0,
              new NonRowOffsets(
                  lane.key(),
                  Offsets.of(from + 9),
                  List.of(new NonRowOffsets.DeadLetters("NOT_JSON", "", Offsets.of(from + 7))),
                  missing == 0 ? Offsets.NONE : Offsets.of(begin, from))));
      if (sealsHours) {
        seal();
      }
      long to = from + RECORDS + 1; // a transaction of a producer ended there
      ranges.put(lane.key(), new LaneRange(begin, to, RECORDS - 2, 1, 1, missing, 1, tree.root()));
      next.put(lane, to);
    }
    List<StagedFile> files = new ArrayList<>();
    for (Map.Entry<HivePartition, List<EventRow>> each : rows.entrySet()) {
      StagedFile file = place(each.getKey(), each.getValue().size());
      MadeRows.write(make(file.staged()), sinks.events(each.getValue().get(0)), each.getValue());
      files.add(sized(file));
    }
    StagedFile file = place(HivePartition.ofDeadLetters(RECEIVED.toEpochMilli()), letters.size());
    try (var channel = MadeRows.create(make(file.staged()))) {
      var sink = sinks.deadLetters(letters.get(0));
      sink.open(channel);
      for (DeadLetterRow letter : letters) {
        sink.write(letter);
      }
      sink.flush();
    }
    files.add(sized(file));
    var batch =
        new Batch(ranges, files, Map.of("a", 2L), Map.of("NOT_JSON", (long) letters.size()), null);
    var commit = new LogRecord.Commit(LogRecord.FORMAT, sequence, 0, "owner", AT, parts, batch);
    topics.append(commit);
    return commit;
  }

  /** Hours are sealed. */
  void seal() {
    topics.append(new LogRecord.Sealed(LogRecord.FORMAT, 0, "owner", AT, "2026-11-24T11:00:00Z"));
  }

  private StagedFile place(HivePartition partition, long rows) {
    String name = "0-topic-id-" + sequence + ".parquet";
    return new StagedFile(
        StagedFile.place("owner", partition.path().replace('/', '.') + name),
        partition.path() + "/" + name,
        rows,
        1);
  }

  private Path make(String path) throws IOException {
    Files.createDirectories(root.resolve(path).getParent());
    return root.resolve(path);
  }

  private StagedFile sized(StagedFile file) throws IOException {
    return new StagedFile(
        file.staged(), file.path(), file.rows(), Files.size(root.resolve(file.staged())));
  }

  /** A record of the keeper that replaces files by one that another program wrote. */
  LogRecord.Swapped rewrite(
      String partition, List<String> files, String condition, List<NonRowOffsets> removed)
      throws Exception {
    String folder = partition + "/g1-x";
    Path made = make(folder + "/c-1.parquet");
    List<String> from = files.stream().map(file -> "'" + root.resolve(file) + "'").toList();
    copy(
        "SELECT * FROM read_parquet(" + from + ", hive_partitioning=false) WHERE " + condition,
        made);
    long rows = Long.parseLong(duck("SELECT count(*) FROM read_parquet('" + made + "')"));
    return new LogRecord.Swapped(
        LogRecord.FORMAT,
        0,
        "keeper",
        AT,
        partition,
        new Generation(partition, files),
        new Generation(
            folder,
            List.of(folder + "/c-1.parquet"),
            List.of(new FileSize(rows, Files.size(made)))),
        removed,
        "digest");
  }

  /** Writes a file again with other rows, by another program. */
  void change(String path, String select) throws Exception {
    Path file = root.resolve(path);
    Path changed = file.resolveSibling("_changed");
    copy(select.formatted("read_parquet('" + file + "', hive_partitioning=false)"), changed);
    Files.delete(file);
    Files.move(changed, file);
  }

  private void copy(String select, Path to) throws SQLException {
    duck(
        """
        COPY (%s) TO '%s' (FORMAT parquet, KV_METADATA {'parquet.avro.schema': \
        '{"type":"record","name":"r","fields":[],"tributary.topic-ids":{"events":"topic-id"}}'})"""
            .formatted(select, to));
  }

  private static String duck(String sql) throws SQLException {
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        var statement = duck.createStatement()) {
      if (!statement.execute(sql)) {
        return "";
      }
      try (var found = statement.getResultSet()) {
        found.next();
        return found.getString(1);
      }
    }
  }

  AuditReport audit(AuditScope scope, PartitionRecount.Depth depth) throws IOException {
    LakeFiles files = new Lake(root.toString()).files();
    return new Audit(topics, files, checkpoint, scope, depth, line -> {}).run(2);
  }
}
