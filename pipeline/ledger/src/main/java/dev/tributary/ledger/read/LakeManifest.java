package dev.tributary.ledger.read;

import dev.tributary.ledger.record.HivePath;
import dev.tributary.ledger.record.LogRecord;
import dev.tributary.ledger.record.StagedFile;
import dev.tributary.schemas.columns.LakeTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Which files of the lake are valid: those of the commits, less what was replaced, and less those
 * of event types that were forgotten. Made of the log's records, oldest first; no folder is listed.
 */
public final class LakeManifest {
  private final Predicate<String> wanted;
  private final Map<String, Set<String>> byType = new TreeMap<>();
  private final Map<String, String> locations = new HashMap<>();

  /**
   * Of no records yet.
   *
   * @param wanted which paths are remembered: a long history has many
   */
  public LakeManifest(Predicate<String> wanted) {
    this.wanted = wanted;
  }

  /** Takes the next record of the log. */
  public void add(LogRecord record) {
    if (record instanceof LogRecord.Snapshot snapshot) {
      retain(snapshot.eventTypes());
    } else if (record instanceof LogRecord.Commit commit) {
      commit.batch().files().stream().map(StagedFile::path).forEach(this::add);
    } else if (record instanceof LogRecord.Swapped swapped) {
      swap(swapped);
    }
  }

  private void add(String path) {
    if (wanted.test(path)) {
      byType.computeIfAbsent(typeOf(path), type -> new TreeSet<>()).add(path);
    }
  }

  private void swap(LogRecord.Swapped swapped) {
    Set<String> files = byType.getOrDefault(typeOf(swapped.partition() + "/file"), Set.of());
    if (!files.isEmpty()) {
      files.removeAll(swapped.from().files());
    }
    swapped.to().files().forEach(this::add);
    locations.put(swapped.partition(), swapped.to().location());
  }

  /** Forgets the files of all other event types. */
  void retain(Set<String> eventTypes) {
    byType.keySet().removeIf(type -> !type.isEmpty() && !eventTypes.contains(type));
  }

  /** Whether one of the paths is valid. */
  boolean hasAny(List<String> paths) {
    return paths.stream().anyMatch(this::has);
  }

  /** Whether the file is valid. */
  public boolean has(String path) {
    return byType.getOrDefault(typeOf(path), Set.of()).contains(path);
  }

  /** All valid files, by their paths relative to the lake, sorted within each event type. */
  public List<String> files() {
    List<String> all = new ArrayList<>();
    byType.values().forEach(all::addAll);
    return all;
  }

  /** Those of an event type, sorted. */
  public List<String> files(String eventType) {
    return List.copyOf(byType.getOrDefault(eventType, Set.of()));
  }

  /** The event types that have valid files. */
  public Set<String> eventTypes() {
    Set<String> types = new TreeSet<>();
    byType.forEach(
        (type, files) -> {
          if (!type.isEmpty() && !files.isEmpty()) {
            types.add(type);
          }
        });
    return types;
  }

  /**
   * Where files of the partition lie now, as far as the records tell.
   *
   * @param partition its table and partition folders
   */
  public String location(String partition) {
    return locations.getOrDefault(partition, partition);
  }

  void clear() {
    byType.clear();
  }

  /** The event type of a path; empty for dead letters. */
  private static String typeOf(String path) {
    String[] folders = path.split("/", 3);
    return folders[0].equals(LakeTable.EVENTS.name())
        ? HivePath.of(folders[0] + "/" + folders[1] + "/file").values().get(0)
        : "";
  }
}
