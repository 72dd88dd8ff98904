package dev.tributary.ingest.observe;

import dev.tributary.ingest.http.RequestListener;
import dev.tributary.ingest.http.Response;
import dev.tributary.ingest.http1.head.RequestHead;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes one line for each answer, on a thread of its own: requests never wait for the disk. When
 * the disk is too slow or full, lines are dropped and counted.
 */
public final class AccessLog implements RequestListener, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AccessLog.class);
  private static final int MAX_WAITING = 16_384;
  private static final long MAX_WAITING_BYTES = 8L * 1024 * 1024;
  private static final long CLOSE_MILLIS = 1_000;
  private static final AccessEntry END = AccessEntry.refused("", 0, 0);

  private final BlockingQueue<AccessEntry> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
  private final AtomicLong waitingBytes = new AtomicLong();
  private final LongAdder dropped = new LongAdder();
  private final AccessLineFormat format;
  private final LogFile file;
  private final Clock clock;
  private final Thread thread;

  /**
   * @param file where lines go; closed with the log
   * @param retry how long after a failure the file is opened again
   */
  AccessLog(AccessLineFormat format, LogFile.Opener file, Duration retry, Clock clock) {
    this.format = format;
    this.file = new LogFile(file, retry, dropped::add);
    this.clock = clock;
    this.thread = Thread.ofPlatform().daemon().name("access-log").start(this::run);
  }

  /** Lines that were not written: too many waited, or the file did not take them. */
  public long dropped() {
    return dropped.sum();
  }

  /** Bytes of the lines that wait, about. */
  long waitingBytes() {
    return waitingBytes.get();
  }

  @Override
  public void began() {}

  @Override
  public void answered(
      RequestHead head, String path, Supplier<String> peer, Response response, long nanos) {
    add(AccessEntry.of(head, peer.get(), response, nanos, clock.millis()));
  }

  /** A request was refused before it reached a handler. */
  public void refused(String peer, int status) {
    add(AccessEntry.refused(peer, status, clock.millis()));
  }

  private void add(AccessEntry entry) {
    int weight = entry.weight();
    if (waitingBytes.addAndGet(weight) > MAX_WAITING_BYTES || !waiting.offer(entry)) {
      waitingBytes.addAndGet(-weight);
      dropped.increment();
    }
  }

  private void run() {
    try (file) {
      AccessEntry entry = waiting.take();
      while (entry != END) {
        waitingBytes.addAndGet(-entry.weight());
        write(entry);
        if (waiting.isEmpty()) {
          file.flush();
        }
        entry = waiting.take();
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  /** A line that can't be made costs that line, not the log. */
  private void write(AccessEntry entry) {
    try {
      file.write(format.line(entry));
    } catch (RuntimeException | Error bug) {
      dropped.increment();
      LOG.error("Cannot write a line of the access log status={}", entry.status(), bug);
    }
  }

  /** Writes what waits, for at most two seconds. */
  @Override
  public void close() {
    try {
      if (!waiting.offer(END, CLOSE_MILLIS, TimeUnit.MILLISECONDS)) {
        thread.interrupt();
      }
      thread.join(CLOSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (thread.isAlive()) {
      LOG.warn("The access log did not end in time dropped={}", dropped() + waiting.size());
    }
  }
}
