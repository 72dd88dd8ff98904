package dev.tributary.pipeline.keep;

import dev.tributary.ledger.read.OpenSwaps;
import dev.tributary.ledger.record.LogRecord;
import dev.tributary.pipeline.lake.files.Lake;
import dev.tributary.pipeline.lake.files.LakeFiles;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.thrift.TException;

/**
 * Deletes what a swap replaced, or what expired, when its grace is over. In a partition's own
 * folder these are the files that the record named, and the former places of files that are in the
 * new location. A generation leaves the table by one rename, and is deleted then.
 */
final class Retirement {
  private final KeeperLog log;
  private final LakeFiles files;
  private final Locating metastore;
  private final Arrivals arrivals;
  private final Expiry expiry;

  Retirement(KeeperLog log, LakeFiles files, Locating metastore, Expiry expiry) {
    this.log = log;
    this.files = files;
    this.metastore = metastore;
    this.arrivals = new Arrivals(log, files);
    this.expiry = expiry;
  }

  /** Retires what the swap replaced, or what expired. */
  void retire(OpenSwaps.Open swap) throws IOException, TException {
    String partition = swap.swapped().partition();
    String former = swap.swapped().from().location();
    String location = log.lake().of(partition).orElseThrow().location();
    if (swap.isExpiry()) {
      expiry.settle(partition);
      delete(swap.swapped(), location);
    } else if (!former.equals(location)) { // else it was undone: the former is the current one
      arrivals.bringAlong(partition);
      boolean isAsTheLogSays = metastore.isAt(partition, location);
      log.check();
      if (!isAsTheLogSays) { // another program has changed it
        new Relocation(log, metastore).to(partition, location);
        log.check();
      }
      delete(swap.swapped(), location);
    }
    log.append(
        new LogRecord.Retired(
            LogRecord.FORMAT,
            log.snapshot(),
            log.owner(),
            Instant.now().toString(),
            partition,
            former));
  }

  private void delete(LogRecord.Swapped swapped, String location) throws IOException {
    String former = swapped.from().location();
    if (former.equals(swapped.partition())) {
      files.deleteAll(replaced(swapped, location));
      return;
    }
    String target = Lake.RETIRED + "/" + former.substring(former.lastIndexOf('/') + 1);
    if (files.hasFiles(former)) {
      files.moveFolder(new LakeFiles.Move(former, target));
    }
    files.deleteFolder(target);
  }

  private List<String> replaced(LogRecord.Swapped swapped, String location) throws IOException {
    List<String> replaced = new ArrayList<>(swapped.from().files());
    if (location.equals(swapped.from().location())) { // they expired, and what came since is there
      return replaced;
    }
    PartitionFiles now = log.lake().of(swapped.partition()).orElseThrow();
    for (String name : now.byName().keySet()) {
      String former = swapped.from().location() + "/" + name;
      if (files.exists(former) && files.exists(location + "/" + name)) {
        replaced.add(former);
      }
    }
    return replaced;
  }
}
