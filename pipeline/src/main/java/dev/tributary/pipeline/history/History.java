package dev.tributary.pipeline.history;

import dev.tributary.ledger.read.LogAccess;
import dev.tributary.pipeline.lake.files.Lake;
import dev.tributary.pipeline.lake.metastore.MetastoreAddress;
import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.thrift.TException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the owner of a log keeps of it in the lake.
 *
 * @param log the log, as the launch that owns it
 * @param lake where it is kept
 * @param metastore where partitions are registered, or null
 * @param retention how long the log itself is kept; zero: for ever
 */
public record History(LogAccess log, Lake lake, MetastoreAddress metastore, Duration retention)
    implements Serializable {
  private static final Duration TRIM_EVERY = Duration.ofDays(1);

  /** What is done from time to time, by one thread. */
  public final class Keeping {
    private static final Logger LOG = LoggerFactory.getLogger(Keeping.class);

    private final CommitsTable table;
    private Instant trimmedAt = Instant.MIN;

    private Keeping() throws IOException {
      table = CommitsTable.of(log, lake, Optional.ofNullable(metastore));
    }

    /**
     * Brings the table up, and trims the log once per day.
     *
     * @param othersUpTo the offset up to which nothing else needs the log
     */
    public void run(long othersUpTo) throws IOException, TException {
      CommitsTable.Done done = table.bringUp();
      Instant now = Instant.now();
      boolean mayTrim = !retention.isZero() && othersUpTo > 0;
      if (!mayTrim || now.isBefore(trimmedAt.plus(TRIM_EVERY))) {
        return;
      }
      trimmedAt = now;
      trim(Math.min(done.upTo(), othersUpTo), now);
    }

    /** The log is whole then, and only longer: the right to delete may be missing. */
    private void trim(long upTo, Instant now) {
      try {
        LogTrim.of(log, lake, retention)
            .trim(upTo, now)
            .ifPresent(begin -> LOG.info("Trimmed the commit log begin={}", begin));
      } catch (IOException | RuntimeException e) {
        LOG.warn(
            "Could not trim the commit log, trying again pause={} cause={}",
            TRIM_EVERY,
            e.toString());
      }
    }
  }

  /** Begins to keep it. */
  public Keeping begin() throws IOException {
    return new Keeping();
  }
}
