package dev.tributary.pipeline.commit;

import dev.tributary.ledger.read.CommitState;
import dev.tributary.ledger.record.StagedFile;
import dev.tributary.pipeline.lake.files.Lake;
import dev.tributary.pipeline.lake.files.LakeFiles;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the owner of a log does once an hour: repeats the state of an idle pipeline, and deletes
 * staged files that no commit will ever name. No clock decides which these are.
 */
final class LogMaintenance implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LogMaintenance.class);
  private static final Duration IDLE = Duration.ofHours(24);

  /** More hours than any batch is in the making: a batch is as long as a bundle. */
  static final int RUNS = 24;

  private final LakeFiles files;
  private final String launch;
  private final Supplier<CommitState> readAsOwner;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(LogMaintenance::daemon);
  private Map<String, Integer> runsSeen = Map.of();

  /**
   * Of a launch.
   *
   * @param readAsOwner reads the log's state now; throws when another launch is the owner
   */
  LogMaintenance(LakeFiles files, String launch, Supplier<CommitState> readAsOwner) {
    this.files = files;
    this.launch = launch;
    this.readAsOwner = readAsOwner;
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "tributary-upkeep");
    thread.setDaemon(true);
    return thread;
  }

  /** Starts when the log is open, which is after its roll-forward: what is committed is moved. */
  void start(CommitLog log) {
    timer.scheduleWithFixedDelay(() -> run(log), 0, 1, TimeUnit.HOURS);
  }

  private void run(CommitLog log) {
    try {
      log.repeatStateAfter(IDLE);
      collectOrphans();
    } catch (IOException | RuntimeException e) {
      LOG.warn("Could not do the hourly upkeep, trying again in an hour", e);
    }
  }

  /**
   * Deletes the files of other launches. They can't commit: a newer launch stages nothing before it
   * is the owner, and this one still was after it had listed the files. Files of this launch and
   * files that are no table's are deleted when {@link #RUNS} runs have seen them before.
   */
  void collectOrphans() throws IOException {
    List<String> staged = files.filesIn(Lake.STAGING);
    Set<String> named =
        readAsOwner.get().unpublished().stream()
            .flatMap(commit -> commit.batch().files().stream())
            .map(StagedFile::staged)
            .collect(Collectors.toSet());
    List<String> orphans = new ArrayList<>();
    Map<String, Integer> runs = new HashMap<>();
    for (String file : staged) {
      if (named.contains(file)) {
        continue;
      }
      int seen = runsSeen.getOrDefault(file, 0);
      boolean mayBeInUse = StagedFile.isOf(launch, file) || !file.endsWith(".parquet");
      if (mayBeInUse && seen < RUNS) {
        runs.put(file, seen + 1);
      } else {
        orphans.add(file);
      }
    }
    runsSeen = runs;
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
