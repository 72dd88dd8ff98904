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
 * Which files of the lake are valid, and where they are: those of the commits, less what was
 * replaced or expired, and less those of event types that were forgotten. All valid files of a
 * partition belong into its one location. Made of the log's records, oldest first; no folder is
 * listed.
 */
public final class LakeManifest {
  private final Predicate<String> wanted;
  private final Map<String, Set<String>> byType = new TreeMap<>();
  private final Map<String, String> locations = new HashMap<>();
  private final OpenSwaps open = new OpenSwaps();

  /**
   * Of no records yet.
   *
   * @param wanted which paths are remembered, as they are in their partition's own folder: a long
   *     history has many
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
    } else if (record instanceof LogRecord.Keeping keeping) {
      if (keeping instanceof LogRecord.Swapped swapped) {
        swap(swapped);
      } else if (keeping instanceof LogRecord.Expired expired) {
        expire(expired);
      }
      open.add(keeping);
    }
  }

  private void add(String path) {
    String home = HivePath.homeOf(path);
    if (wanted.test(home)) {
      byType.computeIfAbsent(typeOf(home), type -> new TreeSet<>()).add(home);
    }
  }

  private void swap(LogRecord.Swapped swapped) {
    remove(swapped.partition(), swapped.from().files());
    swapped.to().files().forEach(this::add);
    locations.remove(swapped.partition());
    if (!swapped.to().location().equals(swapped.partition())) {
      locations.put(swapped.partition(), swapped.to().location());
    }
  }

  /** What is left, and comes later, belongs into the partition's own folder. */
  void expire(LogRecord.Expired expired) {
    remove(expired.partition(), expired.from().files());
    locations.remove(expired.partition());
  }

  private void remove(String partition, List<String> paths) {
    Set<String> files = byType.getOrDefault(typeOf(partition + "/file"), Set.of());
    if (!files.isEmpty()) {
      paths.stream().map(HivePath::homeOf).forEach(files::remove);
    }
  }

  /** Forgets the files of all other event types. */
  void retain(Set<String> eventTypes) {
    boolean forgets =
        byType.keySet().removeIf(type -> !type.isEmpty() && !eventTypes.contains(type));
    if (forgets) {
      locations.keySet().removeIf(partition -> isForgotten(partition, eventTypes));
      open.retain(eventTypes);
    }
  }

  /** Whether one of the paths is valid. */
  boolean hasAny(List<String> paths) {
    return paths.stream().anyMatch(this::has);
  }

  /** Whether the file is valid, in whichever location of its partition. */
  public boolean has(String path) {
    return byType.getOrDefault(typeOf(path), Set.of()).contains(HivePath.homeOf(path));
  }

  /** All valid files, by their paths relative to the lake, sorted within each partition. */
  public List<String> files() {
    List<String> all = new ArrayList<>();
    byType.values().forEach(homes -> homes.forEach(home -> all.add(at(home))));
    return all;
  }

  /** Those of an event type, sorted within each partition. */
  public List<String> files(String eventType) {
    return byType.getOrDefault(eventType, Set.of()).stream().map(this::at).toList();
  }

  private String at(String home) {
    return locations.isEmpty()
        ? home
        : location(HivePath.partitionOf(home)) + home.substring(home.lastIndexOf('/'));
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

  /** The partitions that have valid files, and the location of each. */
  public Map<String, String> partitions() {
    Map<String, String> all = new TreeMap<>();
    byType
        .values()
        .forEach(
            homes ->
                homes.forEach(
                    home -> {
                      String partition = HivePath.partitionOf(home);
                      all.putIfAbsent(partition, location(partition));
                    }));
    return all;
  }

  /**
   * Where the files of the partition belong.
   *
   * @param partition its table and partition folders
   */
  public String location(String partition) {
    return locations.getOrDefault(partition, partition);
  }

  /** The swaps whose replaced files are not deleted yet. */
  public OpenSwaps openSwaps() {
    return open;
  }

  void clear() {
    byType.clear();
    locations.clear();
  }

  /** Whether it is a partition of an event type that is none of these. */
  static boolean isForgotten(String partition, Set<String> eventTypes) {
    String type = typeOf(partition + "/file");
    return !type.isEmpty() && !eventTypes.contains(type);
  }

  /** The event type of a path; empty for dead letters. */
  private static String typeOf(String path) {
    String[] folders = path.split("/", 3);
    return folders[0].equals(LakeTable.EVENTS.name())
        ? HivePath.of(folders[0] + "/" + folders[1] + "/file").values().get(0)
        : "";
  }
}
