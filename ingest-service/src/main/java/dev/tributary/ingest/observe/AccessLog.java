package dev.tributary.ingest.observe;

import dev.tributary.ingest.collect.Observer;
import dev.tributary.ingest.collect.Reply;
import dev.tributary.ingest.gate.RequestHead;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.time.Clock;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes one line for each answer, on a thread of its own: requests never wait for the disk. When
 * the disk is too slow lines are dropped and counted.
 */
public final class AccessLog implements Observer, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AccessLog.class);
  private static final int MAX_WAITING = 16_384;
  private static final AccessEntry END = new AccessEntry(null, "", 0, 0, 0, 0);

  private final BlockingQueue<AccessEntry> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
  private final LongAdder dropped = new LongAdder();
  private final AccessLineFormat format;
  private final Writer out;
  private final Clock clock;
  private final Thread thread;

  /**
   * @param out where lines go; closed with the log
   */
  public AccessLog(AccessLineFormat format, Writer out, Clock clock) {
    this.format = format;
    this.out = new BufferedWriter(out, 64 * 1024);
    this.clock = clock;
    this.thread = Thread.ofPlatform().daemon().name("access-log").start(this::run);
  }

  /** Lines that were not written because too many waited. */
  public long dropped() {
    return dropped.sum();
  }

  @Override
  public void began() {}

  @Override
  public void answered(
      RequestHead head, String path, Supplier<String> peer, Reply reply, long nanos) {
    AccessEntry entry =
        new AccessEntry(
            head, peer.get(), reply.status(), reply.body().length, nanos, clock.millis());
    if (!waiting.offer(entry)) {
      dropped.increment();
    }
  }

  private void run() {
    try (out) {
      AccessEntry entry = waiting.take();
      while (entry != END) {
        out.write(format.line(entry));
        if (waiting.isEmpty()) {
          out.flush();
        }
        entry = waiting.take();
      }
    } catch (IOException e) {
      LOG.error("Cannot write the access log, it ends here", e);
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    try {
      waiting.put(END);
      thread.join(1_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
