package dev.tributary.pipeline.keep;

import dev.tributary.ledger.read.OpenSwaps;
import dev.tributary.pipeline.lake.files.Lake;
import dev.tributary.pipeline.lake.files.LakeFiles;
import dev.tributary.pipeline.rewrite.Rewritten;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.apache.thrift.TException;

/**
 * The one program that replaces files of the lake, and lets them expire: its steps, over the log
 * and the lake.
 */
final class Keeper {
  private static final String GENERATIONS = Lake.STAGING + "/generations.";

  private final KeeperLog log;
  private final LakeFiles files;
  private final Swap swap;
  private final Expiry expiry;
  private final Retirement retirement;

  Keeper(KeeperLog log, LakeFiles files, Locating locating, Duration grace) {
    this.log = log;
    this.files = files;
    this.swap = new Swap(log, files, locating, grace);
    this.expiry = new Expiry(log, files, locating, grace);
    this.retirement = new Retirement(log, files, locating, expiry);
  }

  /** The folder of what this keeper makes and nobody needs yet. */
  String staging() {
    return GENERATIONS + log.owner();
  }

  /** Forgets what a keeper before did not bring into the log, and finishes what it did. */
  void finishWhatIsLeft() throws IOException, TException {
    log.check();
    for (String note : files.filesIn(Swap.NOTES)) {
      String folder = new String(files.read(note), StandardCharsets.UTF_8);
      if (Swap.isForgotten(folder, log.lake()) && files.hasFiles(folder)) {
        String target = Lake.RETIRED + "/" + folder.substring(folder.lastIndexOf('/') + 1);
        files.moveFolder(new LakeFiles.Move(folder, target));
      }
      files.deleteAll(Set.of(note));
    }
    Set<String> staged = new TreeSet<>();
    for (String file : files.list(Lake.STAGING)) {
      if (file.startsWith(GENERATIONS)) {
        staged.add(file.substring(0, file.indexOf('/', GENERATIONS.length())));
      }
    }
    for (String folder : staged) {
      files.deleteFolder(folder);
    }
    files.deleteFolder(Lake.RETIRED);
    for (OpenSwaps.Open open : log.lake().open().all()) {
      if (open.isExpiry()) {
        finish(open);
      } else if (open.until().isEmpty()) {
        swap.rollForward(open.swapped());
      }
    }
  }

  private void finish(OpenSwaps.Open expired) throws IOException, TException {
    String partition = expired.swapped().partition();
    if (expired.until().isEmpty()) {
      expiry.finish(partition);
    } else {
      expiry.settle(partition);
    }
  }

  /**
   * Deletes what was replaced or expired, and is past its grace.
   *
   * @return of how many swaps and expiries
   */
  int retireWhatIsDue(Instant now) throws IOException, TException {
    int retired = 0;
    for (OpenSwaps.Open open : log.lake().open().all()) {
      if (open.until().isPresent() && !open.until().get().isAfter(now)) {
        retirement.retire(open);
        retired++;
      }
    }
    return retired;
  }

  /**
   * Replaces the planned files by what was made of them.
   *
   * @return false when the hour is not as it was planned any more; nothing is changed then
   */
  boolean swap(CompactionPlan.Hour planned, Rewritten made) throws IOException, TException {
    return swap.perform(planned, made);
  }

  /**
   * Lets all files of the partition expire.
   *
   * @return false when it has to wait; nothing is changed then
   */
  boolean expire(String partition) throws IOException, TException {
    return expiry.perform(partition);
  }

  /** Swaps back what was swapped last in the partition. */
  void undo(String partition, Instant now) throws IOException, TException {
    String location = log.lake().of(partition).map(PartitionFiles::location).orElse(partition);
    OpenSwaps.Open last =
        log.lake().open().of(partition).stream()
            .filter(open -> open.swapped().to().location().equals(location))
            .filter(open -> open.until().isPresent() && !open.isExpiry())
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "Cannot undo: no swap of the partition is in its grace: " + partition));
    Instant until = last.until().orElseThrow();
    if (!until.isAfter(now)) {
      throw new IllegalStateException(
          "Cannot undo: the grace of " + partition + " ended at " + until);
    }
    swap.undo(last.swapped());
  }
}
