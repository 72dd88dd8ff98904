package dev.tributary.pipeline.keep;

import dev.tributary.ledger.record.FileSize;
import dev.tributary.ledger.record.Generation;
import dev.tributary.ledger.record.LogRecord;
import dev.tributary.pipeline.lake.files.LakeFiles;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.thrift.TException;

/**
 * Takes the files of a partition out of the lake. Each step can be repeated, and whoever is the
 * keeper next does what is left. A file that is committed meanwhile stays valid, in the partition's
 * own folder: it is looked for behind each step.
 *
 * <table>
 *   <caption>The steps, and what a keeper finds that comes after a crash</caption>
 *   <tr><th>step</th><th>after a crash behind it</th></tr>
 *   <tr><td>{@code expired} in the log: the files are not valid any more</td><td>the next steps are
 *     done</td></tr>
 *   <tr><td>files that came meanwhile get a place in the partition's own folder</td><td>the
 *     same</td></tr>
 *   <tr><td>the metastore has no such partition, or names its own folder where files
 *     came</td><td>the same</td></tr>
 *   <tr><td>{@code located} in the log: the grace begins</td><td>{@link Retirement}</td></tr>
 * </table>
 */
final class Expiry {
  /** So many fit into one record of the log, with their paths and sizes. */
  private static final int MOST_FILES = 2_000;

  private final KeeperLog log;
  private final Locating metastore;
  private final Relocation relocation;
  private final Arrivals arrivals;
  private final Duration grace;

  Expiry(KeeperLog log, LakeFiles files, Locating metastore, Duration grace) {
    this.log = log;
    this.metastore = metastore;
    this.relocation = new Relocation(log, metastore);
    this.arrivals = new Arrivals(log, files);
    this.grace = grace;
  }

  /** Whether nothing is under way with the partition, and all of its files are in place. */
  static boolean mayBegin(LakePartitions lake, String partition) {
    return hasFiles(lake, partition)
        && lake.open().of(partition).isEmpty()
        && !lake.hasUnpublished(partition, Long.MAX_VALUE);
  }

  private static boolean hasFiles(LakePartitions lake, String partition) {
    return lake.of(partition).filter(files -> !files.byName().isEmpty()).isPresent();
  }

  /**
   * Lets all files of the partition expire.
   *
   * @return false when it has to wait; nothing is changed then
   */
  boolean perform(String partition) throws IOException, TException {
    log.check();
    if (!mayBegin(log.lake(), partition)) {
      return false;
    }
    for (Generation part : parts(log.lake().of(partition).orElseThrow())) {
      log.append(
          new LogRecord.Expired(
              LogRecord.FORMAT,
              log.snapshot(),
              log.owner(),
              Instant.now().toString(),
              partition,
              part));
    }
    finish(partition);
    return true;
  }

  private static List<Generation> parts(PartitionFiles files) {
    List<String> paths = new ArrayList<>();
    List<FileSize> sizes = new ArrayList<>();
    files
        .byName()
        .forEach(
            (name, size) -> {
              paths.add(files.location() + "/" + name);
              sizes.add(size);
            });
    List<Generation> parts = new ArrayList<>();
    for (int from = 0; from < paths.size(); from += MOST_FILES) {
      int to = Math.min(paths.size(), from + MOST_FILES);
      parts.add(new Generation(files.location(), paths.subList(from, to), sizes.subList(from, to)));
    }
    return parts;
  }

  /** From the record in the log to the grace. */
  void finish(String partition) throws IOException, TException {
    settle(partition);
    log.check();
    if (!hasFiles(log.lake(), partition)) {
      drop(partition);
      settle(partition);
    }
    log.check();
    Instant now = Instant.now();
    log.append(
        new LogRecord.Located(
            LogRecord.FORMAT,
            log.snapshot(),
            log.owner(),
            now.toString(),
            partition,
            partition,
            now.plus(grace).toString()));
    settle(partition); // whoever launched behind the record knows of the expiry by this one
  }

  /**
   * A keeper that froze right before may have overtaken its successor: it reads the log again and
   * registers what that says now.
   */
  private void drop(String partition) throws TException {
    metastore.drop(partition);
    log.refresh();
    if (hasFiles(log.lake(), partition)) {
      Optional<String> location = log.lake().of(partition).map(PartitionFiles::location);
      relocation.to(partition, location.orElseThrow());
    }
  }

  /** Makes queries find what is valid in the partition, if anything is. */
  void settle(String partition) throws IOException, TException {
    log.check();
    if (hasFiles(log.lake(), partition)) {
      arrivals.bringAlong(partition);
      log.check();
      relocation.to(partition, log.lake().of(partition).orElseThrow().location());
    }
  }
}
