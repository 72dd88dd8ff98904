package dev.tributary.ledger.lookup;

import dev.tributary.ledger.read.LogEntry;
import dev.tributary.ledger.read.LogInMemory;
import dev.tributary.ledger.record.Batch;
import dev.tributary.ledger.record.LanePosition;
import dev.tributary.ledger.record.LaneRange;
import dev.tributary.ledger.record.LogRecord;
import dev.tributary.ledger.record.NonRowOffsets;
import dev.tributary.ledger.record.Offsets;
import dev.tributary.ledger.record.StagedFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * A log that never was, made record by record: launches, commits, marks and swaps in any order.
 * What each of its records of events became is kept beside it, one by one.
 */
public final class RandomLog extends LogInMemory {
  /**
   * What one record is now.
   *
   * @param what row, duplicate, lost, or a dead letter's reason and field
   * @param file the file that holds it; empty for what is in none
   * @param sequence its commit
   * @param at where in the log that is
   */
  public record Fate(String what, String file, long sequence, long at) {}

  /** All that was committed, by lane key and offset. */
  public final Map<String, TreeMap<Long, Fate>> fates = new LinkedHashMap<>();

  /** The log's records. */
  public final List<LogEntry> entries = new ArrayList<>();

  /** Where each lane began, and how far it is committed. */
  public final Map<String, Long> starts = new HashMap<>();

  public final Map<String, LanePosition> positions = new LinkedHashMap<>();
  public long published = -1;

  /** The swaps of files. */
  public final RandomSwaps swaps;

  private static final String[] REASONS = {"NOT_JSON", "WRONG_TYPE", "CONFLICTING_ID"};
  private final Random random;
  private long sequence = -1;
  private long snapshot = -1;

  /** Of so many steps. */
  public RandomLog(long seed, int steps) {
    super("x.commits");
    random = new Random(seed);
    swaps = new RandomSwaps(random, fates);
    launch();
    for (int step = 0; step < steps; step++) {
      int chance = random.nextInt(100);
      if (chance < 60) {
        commit();
      } else if (chance < 80) {
        published = Math.max(published, sequence - random.nextInt(4));
        add(new LogRecord.Published(LogRecord.FORMAT, published, snapshot));
      } else if (chance < 84) {
        launch();
      } else if (chance < 90) {
        snapshot();
      } else if (chance < 93) {
        seal();
      } else {
        swaps.next(snapshot, end()).forEach(this::add);
      }
    }
  }

  private void launch() {
    String topic = "topic-" + random.nextInt(3);
    for (int partition = 0; partition <= random.nextInt(3); partition++) {
      String id = topic.charAt(topic.length() - 1) + "id" + random.nextInt(2);
      var start = new LanePosition(topic, partition, id, random.nextInt(50), 0);
      String key = start.lane().key();
      if (positions.putIfAbsent(key, start) == null) {
        starts.put(key, start.offset());
        fates.put(key, new TreeMap<>());
      }
    }
    snapshot();
  }

  private void snapshot() {
    var record =
        new LogRecord.Snapshot(
            LogRecord.FORMAT,
            ++sequence,
            snapshot,
            "me",
            "2026-11-24T00:00:00Z",
            positions,
            Set.of(),
            published,
            Set.of());
    snapshot = end();
    add(record);
  }

  /** Files of one batch, by folder; the counts of a batch. */
  private final class Made {
    final Map<String, StagedFile> files = new TreeMap<>();
    final Map<String, Long> duplicatesByType = new TreeMap<>();
    final Map<String, Long> deadLettersByReason = new TreeMap<>();
    final Map<String, LaneRange> lanes = new TreeMap<>();
    final List<NonRowOffsets> nonRows = new ArrayList<>();

    String row(String folder, String lane) {
      StagedFile file = files.get(folder);
      String path =
          file == null
              ? folder
                  + "/"
                  + lane
                  + "-"
                  + new UUID(random.nextLong(), random.nextLong())
                  + ".parquet"
              : file.path();
      long rows = file == null ? 1 : file.rows() + 1;
      files.put(folder, new StagedFile("_staging/x", path, rows, 100));
      return path;
    }
  }

  private void commit() {
    sequence++;
    var made = new Made();
    List<String> keys = new ArrayList<>(positions.keySet());
    String first = keys.get(random.nextInt(keys.size()));
    Map<String, Map<Long, String[]>> ends = new TreeMap<>();
    for (String key : keys) {
      if (key.equals(first) || random.nextInt(3) == 0) {
        ends.put(key, lane(key, made));
      }
    }
    for (NonRowOffsets lane : made.nonRows) {
      add(new LogRecord.NonRows(LogRecord.FORMAT, sequence, snapshot, lane));
      if (random.nextInt(20) == 0) {
        seal(); // another producer's
      }
    }
    ends.forEach(
        (key, lane) ->
            lane.forEach(
                (offset, end) ->
                    fates
                        .get(key)
                        .put(offset, new Fate(end[0], swaps.now(end[1]), sequence, end()))));
    add(
        new LogRecord.Commit(
            LogRecord.FORMAT,
            sequence,
            snapshot,
            "me",
            "2026-11-24T00:00:01Z",
            made.nonRows.size(),
            new Batch(
                made.lanes,
                List.copyOf(made.files.values()),
                made.duplicatesByType,
                made.deadLettersByReason,
                List.of())));
  }

  private void seal() {
    String until = "2026-11-24T%02d:00:00Z".formatted(random.nextInt(3));
    add(new LogRecord.Sealed(LogRecord.FORMAT, snapshot, "me", "2026-11-24T03:00:00Z", until));
  }

  /** A range of the lane: what each of its records becomes, and in which file that is. */
  private Map<Long, String[]> lane(String key, Made made) {
    long from = positions.get(key).offset();
    Map<Long, String[]> ends = new TreeMap<>();
    List<Long> duplicates = new ArrayList<>();
    Map<String, List<Long>> letters = new TreeMap<>();
    List<Long> lost = new ArrayList<>();
    long to = from;
    if (random.nextInt(8) == 0) {
      to += 1 + random.nextInt(5);
      lost.addAll(List.of(from, to));
      for (long gone = from; gone < to; gone++) {
        ends.put(gone, new String[] {"lost", ""});
      }
    }
    int rows = 0;
    for (int left = lost.isEmpty() ? 1 + random.nextInt(8) : random.nextInt(8); left > 0; left--) {
      to += random.nextInt(5) == 0 ? 1 : 0; // a marker
      int chance = random.nextInt(10);
      String type = "t" + random.nextInt(3);
      if (chance < 6) {
        rows++;
        String hour = "%02d".formatted(random.nextInt(2));
        String folder = "events/event_type=" + type + "/dt=2026-11-24/hour=" + hour;
        ends.put(to, new String[] {"row", made.row(folder, key)});
      } else if (chance < 8) {
        duplicates.add(to);
        made.duplicatesByType.merge(type, 1L, Long::sum);
        ends.put(to, new String[] {"duplicate", ""});
      } else {
        String reason = REASONS[random.nextInt(REASONS.length)];
        String field = random.nextBoolean() ? "" : "data.x";
        made.deadLettersByReason.merge(reason, 1L, Long::sum);
        letters.computeIfAbsent(reason + " " + field, none -> new ArrayList<>()).add(to);
        String path = made.row("dead_letters/dt=2026-11-24", key);
        ends.put(to, new String[] {reason + " " + field, path});
      }
      to++;
    }
    List<NonRowOffsets.DeadLetters> causes = new ArrayList<>();
    letters.forEach(
        (cause, offsets) -> {
          String[] parts = cause.split(" ", 2);
          causes.add(new NonRowOffsets.DeadLetters(parts[0], parts[1], Offsets.of(offsets)));
        });
    addParts(key, duplicates, causes, lost, made);
    long gone = lost.isEmpty() ? 0 : lost.get(1) - lost.get(0);
    long dead = letters.values().stream().mapToLong(List::size).sum();
    var range = new LaneRange(from, to, rows, duplicates.size(), dead, gone, 0);
    made.lanes.put(key, range);
    positions.put(key, positions.get(key).after(range));
    return ends;
  }

  /** As one record, or as two. */
  private void addParts(
      String key,
      List<Long> duplicates,
      List<NonRowOffsets.DeadLetters> causes,
      List<Long> lost,
      Made made) {
    if (random.nextBoolean() && !duplicates.isEmpty()) {
      made.nonRows.add(new NonRowOffsets(key, Offsets.of(duplicates), List.of()));
      duplicates = List.of();
    }
    var rest = new NonRowOffsets(key, Offsets.of(duplicates), causes, Offsets.of(lost));
    if (!rest.areNone()) {
      made.nonRows.add(rest);
    }
  }

  private void add(LogRecord record) {
    entries.add(new LogEntry(end(), record));
    append(record, random.nextInt(2));
  }
}
