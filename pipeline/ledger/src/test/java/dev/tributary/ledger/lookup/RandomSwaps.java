package dev.tributary.ledger.lookup;

import dev.tributary.ledger.lookup.RandomLog.Fate;
import dev.tributary.ledger.record.FileSize;
import dev.tributary.ledger.record.Generation;
import dev.tributary.ledger.record.HivePath;
import dev.tributary.ledger.record.LogRecord;
import dev.tributary.ledger.record.NonRowOffsets;
import dev.tributary.ledger.record.Offsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Swaps of files at random: some of a partition's files become others, with some rows removed as
 * duplicates; the record may be repeated, and the swap may be undone until it is retired. Or some
 * of them expire. What each event is then is changed in the fates, one by one.
 */
public final class RandomSwaps {
  private final Random random;
  private final Map<String, TreeMap<Long, Fate>> fates;
  private final Map<String, String> locations = new HashMap<>();
  private final Map<String, Swap> newest = new TreeMap<>();
  private int generation;

  /** Rows that were removed, from one record of the log on until another. */
  public final List<Removal> removals = new ArrayList<>();

  /** A row that was a duplicate for a while, or still is. */
  public record Removal(String lane, long offset, long from, long to) {}

  /** Rows of either table that expired: their fate says what they were, and no file. */
  public final Set<Place> expired = new HashSet<>();

  /** An event in a lane. */
  public record Place(String lane, long offset) {}

  /** A swap that can be undone, and what the events in the replaced files were before it. */
  private record Swap(LogRecord.Swapped record, Map<Place, Fate> before) {}

  RandomSwaps(Random random, Map<String, TreeMap<Long, Fate>> fates) {
    this.random = random;
    this.fates = fates;
  }

  /** Where a file of a commit is now. */
  String now(String path) {
    String location = path.isEmpty() ? null : locations.get(HivePath.partitionOf(path));
    return location == null ? path : location + "/" + name(path);
  }

  /** The next records of the keeper, at this place in the log. */
  List<LogRecord> next(long snapshot, long at) {
    List<String> partitions = new ArrayList<>(new TreeSet<>(partitions()));
    if (partitions.isEmpty()) {
      return List.of();
    }
    String partition = partitions.get(random.nextInt(partitions.size()));
    Swap last = newest.get(partition);
    if (last == null && random.nextInt(4) == 0) {
      String old = random.nextInt(4) == 0 ? "dead_letters/dt=2026-11-24" : partition;
      return expire(old, snapshot).map(List::of).orElse(List.of());
    }
    if (last != null && random.nextInt(3) == 0) {
      newest.remove(partition);
      String former = last.record().from().location();
      return List.of(new LogRecord.Retired(LogRecord.FORMAT, snapshot, "k", "", partition, former));
    }
    LogRecord.Swapped record =
        last != null ? undo(last, snapshot, at) : swap(partition, snapshot, at);
    return random.nextInt(3) == 0 ? List.of(record, record) : List.of(record);
  }

  private List<String> partitions() {
    List<String> all = new ArrayList<>();
    for (TreeMap<Long, Fate> lane : fates.values()) {
      for (Fate fate : lane.values()) {
        if (fate.file().startsWith("events/")) {
          all.add(HivePath.partitionOf(fate.file()));
        }
      }
    }
    return all;
  }

  private Map<Place, Fate> eventsOf(String partition) {
    Map<Place, Fate> found = new HashMap<>();
    fates.forEach(
        (lane, events) ->
            events.forEach(
                (offset, fate) -> {
                  if (fate.file().startsWith(partition + "/")) {
                    found.put(new Place(lane, offset), fate);
                  }
                }));
    return found;
  }

  private LogRecord.Swapped swap(String partition, long snapshot, long at) {
    Map<Place, Fate> events = eventsOf(partition);
    TreeSet<String> replaced = new TreeSet<>();
    events.values().forEach(fate -> replaced.add(fate.file()));
    replaced.removeIf(file -> replaced.size() > 1 && random.nextInt(4) == 0);
    String from = locations.getOrDefault(partition, partition);
    String to = partition + "/g" + ++generation + "-x";
    List<String> made = new ArrayList<>();
    for (int i = 0; i <= random.nextInt(2); i++) {
      UUID uuid = new UUID(random.nextLong(), random.nextLong());
      made.add(to + "/c-" + uuid + ".parquet");
    }
    locations.put(partition, to);
    Map<Place, Fate> before = new HashMap<>();
    Map<String, TreeSet<Long>> removed = new TreeMap<>();
    events.forEach(
        (place, fate) -> {
          if (!replaced.contains(fate.file())) {
            put(place, in(fate, to + "/" + name(fate.file())));
            return;
          }
          before.put(place, fate);
          if (random.nextInt(5) == 0) {
            put(place, new Fate("duplicate", "", fate.sequence(), fate.at()));
            removed.computeIfAbsent(place.lane(), none -> new TreeSet<>()).add(place.offset());
            removals.add(new Removal(place.lane(), place.offset(), at, Long.MAX_VALUE));
          } else {
            put(place, in(fate, made.get(random.nextInt(made.size()))));
          }
        });
    List<NonRowOffsets> lanes = new ArrayList<>();
    removed.forEach(
        (lane, offsets) -> lanes.add(new NonRowOffsets(lane, Offsets.of(offsets), List.of())));
    var record =
        record(
            snapshot,
            partition,
            new Generation(from, List.copyOf(replaced)),
            new Generation(to, made),
            lanes);
    newest.put(partition, new Swap(record, before));
    return record;
  }

  private Optional<LogRecord> expire(String partition, long snapshot) {
    Map<Place, Fate> events = eventsOf(partition);
    Map<String, Long> rows = new TreeMap<>();
    events.values().forEach(fate -> rows.merge(fate.file(), 1L, Long::sum));
    rows.keySet().removeIf(late -> rows.size() > 1 && random.nextInt(4) == 0);
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    events.forEach(
        (place, fate) -> {
          boolean isGone = rows.containsKey(fate.file());
          put(place, in(fate, isGone ? "" : partition + "/" + name(fate.file())));
          if (isGone) {
            expired.add(place);
          }
        });
    List<FileSize> sizes = rows.values().stream().map(n -> new FileSize(n, 100)).toList();
    String location = locations.getOrDefault(partition, partition);
    locations.remove(partition);
    var from = new Generation(location, List.copyOf(rows.keySet()), sizes);
    return Optional.of(
        new LogRecord.Expired(
            LogRecord.FORMAT, snapshot, "k", "2026-11-24T00:00:02Z", partition, from));
  }

  private LogRecord.Swapped undo(Swap swap, long snapshot, long at) {
    String partition = swap.record().partition();
    newest.remove(partition);
    String to = swap.record().from().location();
    locations.put(partition, to);
    eventsOf(partition)
        .forEach((place, fate) -> put(place, in(fate, to + "/" + name(fate.file()))));
    swap.before().forEach(this::put);
    removals.replaceAll(
        removal ->
            removal.to() == Long.MAX_VALUE
                    && swap.before().containsKey(new Place(removal.lane(), removal.offset()))
                ? new Removal(removal.lane(), removal.offset(), removal.from(), at)
                : removal);
    return record(snapshot, partition, swap.record().to(), swap.record().from(), List.of());
  }

  private static LogRecord.Swapped record(
      long snapshot,
      String partition,
      Generation from,
      Generation to,
      List<NonRowOffsets> removed) {
    return new LogRecord.Swapped(
        LogRecord.FORMAT, snapshot, "k", "2026-11-24T00:00:02Z", partition, from, to, removed, "");
  }

  private void put(Place place, Fate fate) {
    fates.get(place.lane()).put(place.offset(), fate);
  }

  private static Fate in(Fate fate, String file) {
    return new Fate(fate.what(), file, fate.sequence(), fate.at());
  }

  private static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
