package dev.tributary.ingest.observe;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.time.Duration;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file of lines that survives a full disk: after a failure it takes no lines for a while, then it
 * is opened again. For one thread.
 */
final class LogFile implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LogFile.class);
  private static final int BUFFER_CHARS = 64 * 1024;

  private final Opener opener;
  private final long retryNanos;
  private final LongConsumer lost;
  private Writer out;
  private long unflushed;
  private boolean broken;
  private long brokeNanos;

  /** Opens the file, to append to it. */
  interface Opener {
    Writer open() throws IOException;
  }

  /**
   * @param retry how long after a failure the file is opened again
   * @param lost is notified of lines that did not get into the file
   */
  LogFile(Opener opener, Duration retry, LongConsumer lost) {
    this.opener = opener;
    this.retryNanos = retry.toNanos();
    this.lost = lost;
  }

  /** Adds a line, which includes its line break. */
  void write(String line) {
    if (broken && System.nanoTime() - brokeNanos < retryNanos) {
      lost.accept(1);
      return;
    }
    unflushed++;
    try {
      if (out == null) {
        out = new BufferedWriter(opener.open(), BUFFER_CHARS);
        if (broken) {
          out.write('\n'); // the last line may have stopped half way
        }
      }
      out.write(line);
      if (broken) {
        flush();
      }
    } catch (IOException e) {
      fail(e);
    }
  }

  /** Brings what was written to the file. */
  void flush() {
    if (out == null) {
      return;
    }
    try {
      out.flush();
      unflushed = 0;
      if (broken) {
        broken = false;
        LOG.info("Writing the access log again");
      }
    } catch (IOException e) {
      fail(e);
    }
  }

  private void fail(IOException e) {
    if (!broken) {
      LOG.error("Cannot write the access log, lines are dropped until it can be written again", e);
    }
    lost.accept(unflushed);
    unflushed = 0;
    broken = true;
    brokeNanos = System.nanoTime();
    abandon();
  }

  private void abandon() {
    Writer failed = out;
    out = null;
    if (failed == null) {
      return;
    }
    try {
      failed.close();
    } catch (IOException again) {
      LOG.debug("The access log failed once more when it was closed", again);
    }
  }

  @Override
  public void close() {
    flush();
    abandon();
  }
}
