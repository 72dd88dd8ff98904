package dev.tributary.pipeline.commit;

import dev.tributary.ledger.read.CommitLogReader;
import dev.tributary.pipeline.history.History;
import dev.tributary.pipeline.job.SharedByLaunch;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.thrift.TException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the table {@code commits} up and trims the log, for as long as the launch owns the log:
 * one thread a launch and JVM, beside the commits.
 */
public final class HistoryUpkeep implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HistoryUpkeep.class);
  private static final SharedByLaunch<HistoryUpkeep> SHARED = new SharedByLaunch<>();

  /** The table is at most five minutes behind. */
  private static final Duration PAUSE = Duration.ofMinutes(4);

  /** A launch has more urgent work. */
  private static final Duration FIRST = Duration.ofSeconds(20);

  private final History history;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(HistoryUpkeep::daemon);
  private History.Keeping keeping;

  private HistoryUpkeep(History history) {
    this.history = history;
    timer.scheduleWithFixedDelay(this::run, FIRST.toSeconds(), PAUSE.toSeconds(), TimeUnit.SECONDS);
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "tributary-history");
    thread.setDaemon(true);
    thread.setPriority(Thread.MIN_PRIORITY);
    return thread;
  }

  /** The one of this launch in this JVM. Each caller gives it back once. */
  public static HistoryUpkeep acquire(History history) throws IOException {
    return SHARED.acquire(history.log().owner(), () -> new HistoryUpkeep(history));
  }

  /** Gives it back; the last one ends it. */
  void release() {
    SHARED.release(history.log().owner(), this);
  }

  private void run() {
    try {
      if (!isOwner()) {
        LOG.info("Another launch keeps the history now owner={}", history.log().owner());
        timer.shutdown();
        return;
      }
      if (keeping == null) {
        keeping = history.begin();
      }
      keeping.run();
    } catch (IOException | TException | RuntimeException e) {
      LOG.warn(
          "Could not bring up the table commits, trying again pause={} cause={}",
          PAUSE,
          e.toString());
    }
  }

  private boolean isOwner() {
    return CommitLogReader.read(history.log()).owner().equals(Optional.of(history.log().owner()));
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
