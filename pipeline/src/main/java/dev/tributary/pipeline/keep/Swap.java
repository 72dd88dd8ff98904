package dev.tributary.pipeline.keep;

import dev.tributary.ledger.record.FileSize;
import dev.tributary.ledger.record.Generation;
import dev.tributary.ledger.record.HivePath;
import dev.tributary.ledger.record.LogRecord;
import dev.tributary.ledger.record.NonRowOffsets;
import dev.tributary.pipeline.lake.files.LakeFiles;
import dev.tributary.pipeline.rewrite.Rewritten;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.thrift.TException;

/**
 * Swaps files of a partition for others. Each step can be repeated, and whoever is the keeper next
 * does what is left.
 *
 * <table>
 *   <caption>The steps, and what a keeper finds that comes after a crash</caption>
 *   <tr><th>step</th><th>after a crash behind it</th></tr>
 *   <tr><td>the new folder is written down in {@code _keeper/}</td><td>nothing to do</td></tr>
 *   <tr><td>the folder is renamed into the partition</td><td>the log does not name it: it is
 *     deleted</td></tr>
 *   <tr><td>{@code swapped} in the log: the new files are valid</td><td>rolled forward, and the
 *     record is written again</td></tr>
 *   <tr><td>files that came meanwhile get a place in the new folder</td><td>the same</td></tr>
 *   <tr><td>the metastore names the new folder</td><td>the same</td></tr>
 *   <tr><td>{@code located} in the log: the grace begins</td><td>{@link Retirement}</td></tr>
 * </table>
 */
final class Swap {
  /** Where the keeper writes down what it is about to rename. */
  static final String NOTES = "_keeper";

  private final KeeperLog log;
  private final LakeFiles files;
  private final Relocation relocation;
  private final Duration grace;
  private final Arrivals arrivals;

  Swap(KeeperLog log, LakeFiles files, Locating metastore, Duration grace) {
    this.log = log;
    this.files = files;
    this.relocation = new Relocation(log, metastore);
    this.grace = grace;
    this.arrivals = new Arrivals(log, files);
  }

  /**
   * Replaces the planned files by what was made of them.
   *
   * @return false when the hour is not as it was planned any more; nothing is changed then
   */
  boolean perform(CompactionPlan.Hour planned, Rewritten made) throws IOException, TException {
    log.check();
    PartitionFiles now = log.lake().of(planned.partition()).orElse(null);
    if (now == null || !isAsPlanned(now, planned)) {
      return false;
    }
    Generation from = generation(now, planned.files());
    String folder = planned.partition() + "/" + nextName(now);
    String note = NOTES + "/" + folder.substring(folder.lastIndexOf('/') + 1);
    files.write(note, folder.getBytes(StandardCharsets.UTF_8));
    files.moveFolder(new LakeFiles.Move(made.folder(), folder));
    List<String> young = made.files().keySet().stream().map(name -> folder + "/" + name).toList();
    var to = new Generation(folder, young, List.copyOf(made.files().values()));
    append(planned.partition(), from, to, made.removed(), made.digest());
    files.deleteAll(List.of(note));
    finish(planned.partition());
    return true;
  }

  private boolean isAsPlanned(PartitionFiles now, CompactionPlan.Hour planned) {
    return now.location().equals(planned.location())
        && log.lake().open().of(planned.partition()).isEmpty()
        && planned.files().stream().allMatch(file -> now.byName().containsKey(name(file)));
  }

  private static Generation generation(PartitionFiles now, List<String> paths) {
    List<FileSize> sizes = new ArrayList<>();
    paths.forEach(path -> sizes.add(now.byName().get(name(path))));
    return new Generation(now.location(), paths, sizes);
  }

  private static String nextName(PartitionFiles now) {
    String last = now.isAtHome() ? "g0-" : name(now.location());
    int number = Integer.parseInt(last.substring(1, last.indexOf('-')));
    return "g" + (number + 1) + "-" + UUID.randomUUID();
  }

  private static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private void append(
      String partition,
      Generation from,
      Generation to,
      List<NonRowOffsets> removed,
      String digest) {
    log.append(
        new LogRecord.Swapped(
            LogRecord.FORMAT,
            log.snapshot(),
            log.owner(),
            Instant.now().toString(),
            partition,
            from,
            to,
            removed,
            digest));
  }

  /** Makes the files valid again that a swap replaced, and what came since stays valid. */
  void undo(LogRecord.Swapped swapped) throws IOException, TException {
    for (String file : swapped.from().files()) {
      if (!files.exists(file)) {
        throw new IllegalStateException(
            "Cannot undo the swap of " + swapped.partition() + ": a file is gone: " + file);
      }
    }
    log.check();
    append(swapped.partition(), swapped.to(), swapped.from(), List.of(), "");
    finish(swapped.partition());
  }

  /** Continues a swap that another keeper began. */
  void rollForward(LogRecord.Swapped swapped) throws IOException, TException {
    log.check();
    append(swapped.partition(), swapped.from(), swapped.to(), swapped.removed(), swapped.digest());
    finish(swapped.partition());
  }

  /** From the record in the log to the grace. */
  private void finish(String partition) throws IOException, TException {
    LogRecord.Swapped swapped = newest(partition);
    long known = log.snapshot();
    arrivals.bringAlong(partition);
    log.check();
    while (log.snapshot() != known) { // who launched behind the record may not know of the swap
      known = log.snapshot();
      append(partition, swapped.from(), swapped.to(), swapped.removed(), swapped.digest());
      arrivals.bringAlong(partition);
      log.check();
    }
    relocation.to(partition, swapped.to().location());
    log.check();
    arrivals.bringAlong(partition);
    Instant now = Instant.now();
    log.append(
        new LogRecord.Located(
            LogRecord.FORMAT,
            log.snapshot(),
            log.owner(),
            now.toString(),
            partition,
            swapped.to().location(),
            now.plus(grace).toString()));
  }

  private LogRecord.Swapped newest(String partition) {
    var open = log.lake().open().of(partition);
    return open.get(open.size() - 1).swapped();
  }

  /** Whether a note is of a folder that never came into the log. */
  static boolean isForgotten(String folder, LakePartitions lake) {
    return !HivePath.partitionOf(folder + "/file").equals(folder) && !lake.knows(folder);
  }
}
