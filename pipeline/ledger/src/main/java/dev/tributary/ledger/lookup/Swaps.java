package dev.tributary.ledger.lookup;

import dev.tributary.ledger.record.Generation;
import dev.tributary.ledger.record.HivePath;
import dev.tributary.ledger.record.LogRecord;
import dev.tributary.ledger.record.NonRowOffsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The newest swaps of files, up to a number of bytes: which file has the rows of a committed one
 * now, which rows were removed as duplicates, and which files expired. A replaced or expired file
 * takes 8 bytes. One thread.
 */
final class Swaps {
  /** Of two million replaced files. */
  private static final long MOST_BYTES = 16L << 20;

  private static final long SWAP_BYTES = 300;

  private final Map<String, List<Swap>> byPartition = new HashMap<>();
  private final Deque<Swap> oldestFirst = new ArrayDeque<>();
  private long bytes;

  private record Swap(
      String partition,
      String from,
      String to,
      long[] replaced,
      List<String> files,
      List<NonRowOffsets> removed) {
    static Swap of(LogRecord.Swapped swapped) {
      return new Swap(
          swapped.partition(),
          swapped.from().location(),
          swapped.to().location(),
          hashes(swapped.from()),
          swapped.to().files().stream().map(Swaps::name).toList(),
          swapped.removed());
    }

    /** For no files, in the partition's own folder. */
    static Swap of(LogRecord.Expired expired) {
      return new Swap(
          expired.partition(),
          expired.from().location(),
          expired.partition(),
          hashes(expired.from()),
          List.of(),
          List.of());
    }

    private static long[] hashes(Generation files) {
      return files.files().stream().mapToLong(file -> hash(name(file))).sorted().toArray();
    }

    boolean isUndoneBy(Swap next) {
      return !files.isEmpty() && from.equals(next.to) && to.equals(next.from);
    }

    boolean has(String name) {
      return Arrays.binarySearch(replaced, hash(name)) >= 0;
    }

    boolean removed(String lane, long offset) {
      return removed.stream()
          .anyMatch(each -> each.lane().equals(lane) && each.duplicates().has(offset));
    }

    long bytes() {
      long removedRows = removed.stream().mapToLong(lane -> lane.duplicates().size()).sum();
      return SWAP_BYTES + Long.BYTES * (replaced.length + removedRows) + 100L * files.size();
    }
  }

  /** Takes the next swap of the log; one that is repeated says nothing new. */
  void add(LogRecord.Swapped swapped) {
    Swap next = Swap.of(swapped);
    List<Swap> swaps = byPartition.computeIfAbsent(next.partition(), none -> new ArrayList<>());
    Swap last = swaps.isEmpty() ? null : swaps.get(swaps.size() - 1);
    if (last != null && last.isUndoneBy(next)) {
      forget(last);
    } else if (last == null || !last.to().equals(next.to())) {
      keep(next, swaps);
    }
  }

  /** Takes the next expiry of the log. It is never repeated. */
  void add(LogRecord.Expired expired) {
    Swap next = Swap.of(expired);
    keep(next, byPartition.computeIfAbsent(next.partition(), none -> new ArrayList<>()));
  }

  private void keep(Swap next, List<Swap> swaps) {
    swaps.add(next);
    oldestFirst.add(next);
    bytes += next.bytes();
    while (bytes > MOST_BYTES) {
      forget(oldestFirst.element());
    }
  }

  private void forget(Swap swap) {
    oldestFirst.remove(swap);
    bytes -= swap.bytes();
    List<Swap> swaps = byPartition.get(swap.partition());
    swaps.remove(swap);
    if (swaps.isEmpty()) {
      byPartition.remove(swap.partition());
    }
  }

  /** The same outcome with the files that can hold it now. */
  RecordOutcome now(RecordOutcome outcome, String lane, long offset) {
    if (byPartition.isEmpty()) {
      return outcome;
    }
    Set<String> files = new LinkedHashSet<>();
    boolean hasExpired = false;
    for (String file : outcome.files()) {
      List<Swap> swaps = byPartition.getOrDefault(HivePath.partitionOf(file), List.of());
      if (swaps.stream().anyMatch(swap -> swap.removed(lane, offset))) {
        return outcome.asRemoved();
      }
      Set<String> places = places(file, swaps);
      hasExpired |= places.isEmpty();
      files.addAll(places);
    }
    return hasExpired && files.isEmpty()
        ? outcome.asExpired()
        : outcome.in(List.copyOf(files), hasExpired);
  }

  private static Set<String> places(String file, List<Swap> swaps) {
    if (swaps.isEmpty()) {
      return Set.of(file);
    }
    Set<String> names = Set.of(name(file));
    for (Swap swap : swaps) {
      Set<String> next = new LinkedHashSet<>();
      for (String name : names) {
        next.addAll(swap.has(name) ? swap.files() : List.of(name));
      }
      names = next;
    }
    String location = swaps.get(swaps.size() - 1).to();
    Set<String> places = new LinkedHashSet<>();
    names.forEach(name -> places.add(location + "/" + name));
    return places;
  }

  void clear() {
    byPartition.clear();
    oldestFirst.clear();
    bytes = 0;
  }

  /** About how much of the heap they take. */
  long bytes() {
    return bytes;
  }

  private static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static long hash(String name) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < name.length(); i++) {
      hash = (hash ^ name.charAt(i)) * 0x100000001B3L;
    }
    return hash;
  }
}
