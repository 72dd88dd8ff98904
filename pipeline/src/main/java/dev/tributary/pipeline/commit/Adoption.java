package dev.tributary.pipeline.commit;

import dev.tributary.ledger.read.CommitLogReader;
import dev.tributary.ledger.read.LakeManifest;
import dev.tributary.ledger.read.LogAccess;
import dev.tributary.ledger.read.LogCheckpoint;
import dev.tributary.ledger.read.LogPart;
import dev.tributary.ledger.record.Generation;
import dev.tributary.ledger.record.HivePath;
import dev.tributary.ledger.record.LogRecord;
import dev.tributary.pipeline.history.FilesCheckpoints;
import dev.tributary.pipeline.lake.files.LakeFiles;
import dev.tributary.schemas.columns.LakeTable;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.producer.Producer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a lake as it is into the log, for {@code --adopt=true}: files that the log does not know
 * become valid, files that are gone no longer are. It can be repeated.
 */
public final class Adoption {
  private static final Logger LOG = LoggerFactory.getLogger(Adoption.class);

  /** Each takes some 100 bytes, and a record must stay below 1 MiB. */
  private static final int MOST_FILES = 2_500;

  private final LogAccess log;
  private final LakeFiles files;
  private final FilesCheckpoints checkpoints;

  /** Stands for a trimmed part of the log whose checkpoint the lake does not have. */
  private final Optional<LogCheckpoint> lost;

  private final Set<String> unknown = new TreeSet<>();
  private final Set<String> gone = new TreeSet<>();

  /** Compares the log with the lake. */
  public Adoption(LogAccess log, LakeFiles files) throws IOException {
    this.log = log;
    this.files = files;
    this.checkpoints = FilesCheckpoints.of(log, files);
    this.lost = lost(log, checkpoints.newest());
    LakeManifest manifest =
        CommitLogReader.manifest(log, lost.orElse(checkpoints.newest()), path -> true);
    Set<String> present = new HashSet<>();
    for (LakeTable table : List.of(LakeTable.EVENTS, LakeTable.DEAD_LETTERS)) {
      for (String path : files.list(table.name())) {
        if (!isInPartition(path)) {
          continue;
        }
        if (manifest.has(path)) {
          present.add(HivePath.homeOf(path));
        } else if (path.endsWith(".parquet") && !manifest.openSwaps().replaced(path)) {
          unknown.add(path);
        }
      }
    }
    for (String path : manifest.files()) {
      if (!present.contains(HivePath.homeOf(path))) {
        gone.add(path);
      }
    }
    checkOneLocationEach(manifest);
  }

  private static Optional<LogCheckpoint> lost(LogAccess log, LogCheckpoint newest) {
    try (LogPart part = LogPart.of(log)) {
      return part.begin() > newest.offset()
          ? Optional.of(new LogCheckpoint(part.begin(), List.of()))
          : Optional.empty();
    }
  }

  /** Whether it lies in a partition's own folder, or in a generation in that. */
  private static boolean isInPartition(String path) {
    String partition = HivePath.partitionOf(path);
    HivePath hive = HivePath.of(partition + "/file");
    String rest = path.substring(partition.length() + 1);
    int folder = rest.indexOf('/');
    boolean isPlace = folder < 0 || folder == rest.lastIndexOf('/') && isGeneration(rest);
    return isPlace
        && (hive.isPartitionOf(LakeTable.EVENTS) || hive.isPartitionOf(LakeTable.DEAD_LETTERS));
  }

  private static boolean isGeneration(String folder) {
    return folder.length() > 1 && folder.charAt(0) == 'g' && Character.isDigit(folder.charAt(1));
  }

  /**
   * Which of two folders is current nobody can tell without the log: adopting both doubles rows.
   */
  private void checkOneLocationEach(LakeManifest manifest) {
    Map<String, String> locations = manifest.partitions();
    for (String path : unknown) {
      String folder = path.substring(0, path.lastIndexOf('/'));
      String other = locations.putIfAbsent(HivePath.partitionOf(path), folder);
      if (other != null && !other.equals(folder)) {
        throw new IllegalStateException(
            "Cannot adopt "
                + path
                + ": the partition also has files in "
                + other
                + ". Keep the folder that is current, move the other out of the table");
      }
    }
  }

  /** The event types of the files that the log does not know: a state must name them. */
  public Set<String> eventTypes() {
    Set<String> types = new TreeSet<>();
    for (String path : unknown) {
      HivePath hive = HivePath.of(HivePath.homeOf(path));
      if (hive.table().equals(LakeTable.EVENTS.name())) {
        types.add(hive.values().get(0));
      }
    }
    return types;
  }

  /**
   * Appends what was found, behind a state that names the event types.
   *
   * @param snapshot the offset of the newest snapshot
   */
  public void append(long snapshot) throws IOException {
    for (String path : List.copyOf(gone)) { // a launch has moved what was staged
      if (files.exists(path)) {
        gone.remove(path);
      }
    }
    Map<String, List<String>> young = byFolder(unknown);
    Map<String, List<String>> old = byFolder(gone);
    try (Producer<byte[], byte[]> producer = log.kafka().producer()) {
      for (String folder : folders(young, old)) {
        for (LogRecord swapped : swaps(folder, old.get(folder), young.get(folder), snapshot)) {
          KafkaLogWriter.send(log, producer, swapped);
        }
      }
    }
    if (lost.isPresent()) { // now that the records behind it name all files
      checkpoints.write(lost.get());
    }
    LOG.info("Adopted the lake files={} gone={}", unknown.size(), gone.size());
  }

  private static Set<String> folders(
      Map<String, List<String>> some, Map<String, List<String>> others) {
    Set<String> folders = new TreeSet<>(some.keySet());
    folders.addAll(others.keySet());
    return folders;
  }

  private static Map<String, List<String>> byFolder(Set<String> paths) {
    Map<String, List<String>> byFolder = new TreeMap<>();
    for (String path : paths) {
      String folder = path.substring(0, path.lastIndexOf('/'));
      byFolder.computeIfAbsent(folder, each -> new ArrayList<>()).add(path);
    }
    return byFolder;
  }

  private static List<LogRecord> swaps(
      String folder, List<String> old, List<String> young, long snapshot) {
    List<LogRecord> swaps = new ArrayList<>();
    for (List<String> part : parts(old)) {
      swaps.add(swap(folder, part, List.of(), snapshot));
    }
    for (List<String> part : parts(young)) {
      swaps.add(swap(folder, List.of(), part, snapshot));
    }
    return swaps;
  }

  private static List<List<String>> parts(List<String> paths) {
    List<List<String>> parts = new ArrayList<>();
    for (int i = 0; paths != null && i < paths.size(); i += MOST_FILES) {
      parts.add(paths.subList(i, Math.min(paths.size(), i + MOST_FILES)));
    }
    return parts;
  }

  private static LogRecord swap(
      String folder, List<String> old, List<String> young, long snapshot) {
    String name = folder.substring(folder.lastIndexOf('/') + 1);
    boolean isPartition = name.indexOf('=') >= 0;
    String partition = isPartition ? folder : folder.substring(0, folder.lastIndexOf('/'));
    return new LogRecord.Swapped(
        LogRecord.FORMAT,
        snapshot,
        Instant.now().toString(),
        partition,
        new Generation(folder, old),
        new Generation(folder, young));
  }
}
