package dev.tributary.pipeline.commit;

import dev.tributary.ledger.read.CommitLogReader;
import dev.tributary.ledger.record.LogRecord;
import dev.tributary.pipeline.history.History;
import dev.tributary.pipeline.hours.HourSealing;
import dev.tributary.pipeline.hours.Hours;
import dev.tributary.pipeline.hours.HoursTable;
import dev.tributary.pipeline.job.SharedByLaunch;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;
import org.apache.thrift.TException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Seals hours, brings the tables {@code commits} and {@code hours} up, and trims the log, for as
 * long as the launch owns the log: one thread a launch and JVM, beside the commits.
 */
public final class HistoryUpkeep implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HistoryUpkeep.class);
  private static final SharedByLaunch<HistoryUpkeep> SHARED = new SharedByLaunch<>();

  /** The table is at most five minutes behind. */
  private static final Duration PAUSE = Duration.ofMinutes(4);

  /** A launch has more urgent work. */
  private static final Duration FIRST = Duration.ofSeconds(20);

  /** An hour is sealed that soon after the last lane is past it. */
  private static final Duration SEALING = Duration.ofMinutes(1);

  private final History history;
  private final Hours hours;
  private final HourSealing sealing;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(HistoryUpkeep::daemon);
  private History.Keeping keeping;
  private HoursTable table;

  private HistoryUpkeep(History history, Hours hours) {
    this.history = history;
    this.hours = hours;
    this.sealing = hours.sealing(this::append);
    timer.scheduleWithFixedDelay(
        this::seal, FIRST.toSeconds(), SEALING.toSeconds(), TimeUnit.SECONDS);
    timer.scheduleWithFixedDelay(this::run, FIRST.toSeconds(), PAUSE.toSeconds(), TimeUnit.SECONDS);
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "tributary-history");
    thread.setDaemon(true);
    thread.setPriority(Thread.MIN_PRIORITY);
    return thread;
  }

  /** The one of this launch in this JVM. Each caller gives it back once. */
  public static HistoryUpkeep acquire(History history, Hours hours) throws IOException {
    return SHARED.acquire(history.log().owner(), () -> new HistoryUpkeep(history, hours));
  }

  /** Gives it back; the last one ends it. */
  void release() {
    SHARED.release(history.log().owner(), this);
  }

  private void append(LogRecord.Sealed sealed) {
    try (Producer<byte[], byte[]> plain = history.log().kafka().producer()) {
      KafkaLogWriter.send(history.log(), plain, sealed);
    }
  }

  private void seal() {
    try {
      sealing.run().ifPresent(until -> LOG.info("Sealed hours until={}", until));
    } catch (IOException | RuntimeException e) {
      LOG.warn("Could not seal hours, trying again pause={} cause={}", SEALING, e.toString());
    }
  }

  private void run() {
    try {
      if (!isOwner()) {
        LOG.info("Another launch keeps the history now owner={}", history.log().owner());
        timer.shutdown();
        return;
      }
      long hoursUpTo = bringUpHours();
      if (keeping == null) {
        keeping = history.begin();
      }
      keeping.run(hoursUpTo);
    } catch (IOException | TException | RuntimeException e) {
      LOG.warn(
          "Could not bring up the table commits, trying again pause={} cause={}",
          PAUSE,
          e.toString());
    }
  }

  /** Returns how far the log may be trimmed for it: where it failed, the log stays whole. */
  private long bringUpHours() {
    try {
      if (table == null) {
        table = hours.table();
      }
      return table.bringUp().upTo();
    } catch (IOException | TException | RuntimeException e) {
      LOG.warn(
          "Could not bring up the table hours, trying again pause={} cause={}",
          PAUSE,
          e.toString());
      return 0;
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
