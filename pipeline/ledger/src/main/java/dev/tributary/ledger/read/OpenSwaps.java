package dev.tributary.ledger.read;

import dev.tributary.ledger.record.FileSize;
import dev.tributary.ledger.record.Generation;
import dev.tributary.ledger.record.HivePath;
import dev.tributary.ledger.record.LogRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The swaps that are not at their end: the metastore does not name the new location yet, or the
 * replaced files are still there. Files that expire are swapped for none, in the partition's own
 * folder. Made of the log's records, oldest first.
 */
public final class OpenSwaps {
  private final Map<String, List<Open>> byPartition = new TreeMap<>();

  /**
   * One of them.
   *
   * @param swapped its record
   * @param until how long the replaced files stay; none before the metastore names the location
   */
  public record Open(LogRecord.Swapped swapped, Optional<Instant> until) {
    /** Whether the files expired: none replaces them. */
    public boolean isExpiry() {
      return swapped.to().files().isEmpty();
    }
  }

  /** Takes the next of the keeper's records. */
  public void add(LogRecord.Keeping keeping) {
    if (keeping instanceof LogRecord.Swapped swapped && swapped.changesLocation()) {
      List<Open> swaps = byPartition.computeIfAbsent(swapped.partition(), p -> new ArrayList<>());
      swaps.removeIf(open -> isSame(open.swapped(), swapped));
      swaps.add(new Open(swapped, Optional.empty()));
    } else if (keeping instanceof LogRecord.Expired expired) {
      add(expired);
    } else if (keeping instanceof LogRecord.Located located) {
      located(located);
    } else if (keeping instanceof LogRecord.Retired retired) {
      List<Open> swaps = byPartition.getOrDefault(retired.partition(), new ArrayList<>());
      swaps.removeIf(open -> open.swapped().from().location().equals(retired.location()));
      if (swaps.isEmpty()) {
        byPartition.remove(retired.partition());
      }
    }
  }

  /** A partition of many files has several such records: they are one expiry. */
  private void add(LogRecord.Expired expired) {
    List<Open> swaps = byPartition.computeIfAbsent(expired.partition(), p -> new ArrayList<>());
    List<String> files = new ArrayList<>();
    List<FileSize> sizes = new ArrayList<>();
    for (Open open : List.copyOf(swaps)) {
      Generation before = open.swapped().from();
      if (open.isExpiry()
          && open.until().isEmpty()
          && before.location().equals(expired.from().location())) {
        files.addAll(before.files());
        sizes.addAll(before.sizes());
        swaps.remove(open);
      }
    }
    files.addAll(expired.from().files());
    sizes.addAll(expired.from().sizes());
    var none =
        new LogRecord.Swapped(
            expired.format(),
            expired.snapshot(),
            expired.owner(),
            expired.at(),
            expired.partition(),
            new Generation(expired.from().location(), files, sizes),
            new Generation(expired.partition(), List.of()),
            List.of(),
            "");
    swaps.add(new Open(none, Optional.empty()));
  }

  private static boolean isSame(LogRecord.Swapped one, LogRecord.Swapped other) {
    return one.from().location().equals(other.from().location())
        && one.to().location().equals(other.to().location());
  }

  private void located(LogRecord.Located located) {
    byPartition
        .getOrDefault(located.partition(), new ArrayList<>())
        .replaceAll(
            open ->
                open.swapped().to().location().equals(located.location())
                    ? new Open(open.swapped(), Optional.of(Instant.parse(located.until())))
                    : open);
  }

  /** Forgets those of all other event types. */
  public void retain(Set<String> eventTypes) {
    byPartition.keySet().removeIf(each -> LakeManifest.isForgotten(each, eventTypes));
  }

  /** All, those of a partition oldest first. */
  public List<Open> all() {
    return byPartition.values().stream().flatMap(List::stream).toList();
  }

  /** Those of a partition, oldest first. */
  public List<Open> of(String partition) {
    return List.copyOf(byPartition.getOrDefault(partition, List.of()));
  }

  /** Whether the file was replaced by one of them, or expired; it may be valid again since. */
  public boolean replaced(String path) {
    String home = HivePath.homeOf(path);
    return of(HivePath.partitionOf(path)).stream()
        .flatMap(open -> open.swapped().from().files().stream())
        .anyMatch(file -> HivePath.homeOf(file).equals(home));
  }
}
