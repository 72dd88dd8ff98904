package dev.tributary.pipeline.commit;

import dev.tributary.pipeline.lake.Lake;
import dev.tributary.pipeline.lake.LakeFiles;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the owner of a log does once an hour: repeats the state of an idle pipeline, and deletes
 * staged files that no commit will ever name.
 */
final class Upkeep implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);

  /** Older than any batch in the making: a batch is as long as a bundle. */
  static final Duration ORPHAN_AGE = Duration.ofHours(24);

  private static final Duration IDLE = Duration.ofHours(24);

  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(Upkeep::daemon);

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "tributary-upkeep");
    thread.setDaemon(true);
    return thread;
  }

  /** Starts when the log is open, which is after its roll-forward: what is committed is moved. */
  void start(CommitLog log, LakeFiles files) {
    timer.scheduleWithFixedDelay(() -> run(log, files), 0, 1, TimeUnit.HOURS);
  }

  private static void run(CommitLog log, LakeFiles files) {
    try {
      log.repeatStateAfter(IDLE);
      collectOrphans(files, Instant.now());
    } catch (IOException | RuntimeException e) {
      LOG.warn("Could not do the hourly upkeep, trying again in an hour", e);
    }
  }

  /** Deletes staged files that are older than any batch; a commit's own were moved at once. */
  static void collectOrphans(LakeFiles files, Instant now) throws IOException {
    List<String> orphans = files.changedBefore(Lake.STAGING, now.minus(ORPHAN_AGE));
    files.deleteAll(orphans);
    if (!orphans.isEmpty()) {
      LOG.info("Deleted orphans of unfinished batches files={}", orphans.size());
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
