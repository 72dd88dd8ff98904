package dev.tributary.pipeline.publish;

import dev.tributary.ledger.read.LogAccess;
import dev.tributary.ledger.read.LogEntry;
import dev.tributary.ledger.read.LogTail;
import dev.tributary.ledger.record.LogRecord;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where late files belong: the location that the metastore named when this process asked, and what
 * the keeper has written to the log since. The log's order decides: a commit before a swap is in
 * the former location, and the keeper brings it along; a commit behind it knows of the swap. It
 * holds the partitions that this process met, and the swaps that are not at their end. Files that
 * expire are swapped for none, in the partition's own folder. Thread safe, with one thread that
 * reads.
 */
public final class Locations implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);

  /** A keeper that dies in a transaction holds readers up for as long as that may take. */
  private static final long MOST_NANOS = Duration.ofSeconds(15).toNanos();

  private final Optional<LogTail> log;
  private final Map<String, String> known = new HashMap<>();
  private final Map<String, Swap> underWay = new HashMap<>();
  private final Map<String, Swap> inGrace = new HashMap<>();
  private final Set<String> expiring = new HashSet<>();

  /** A swap of a partition, until its replaced files are deleted. */
  static final class Swap {
    private final String from;
    private final String to;
    private volatile boolean isRetired;

    private Swap(String from, String to) {
      this.from = from;
      this.to = to;
    }

    String from() {
      return from;
    }

    String to() {
      return to;
    }

    /** Whether the former location is given up. */
    boolean isRetired() {
      return isRetired;
    }
  }

  private Locations(Optional<LogTail> log) {
    this.log = log;
  }

  /** Of a process that asks the metastore for each commit, and follows nothing. */
  public static Locations notFollowing() {
    return new Locations(Optional.empty());
  }

  /** Follows the log from its newest snapshot on; swaps before it are in the metastore. */
  public static Locations following(LogAccess access) {
    var locations = new Locations(Optional.of(new LogTail(access)));
    locations.readTo(locations.log.get().end() - 1);
    return locations;
  }

  /**
   * Reads the log until what lies at the offset is read, or for as long as a dead keeper may hold
   * it: then the keeper's own check finds what this process does not know.
   *
   * @return how many of the keeper's records there were
   */
  public long readTo(long offset) {
    if (log.isEmpty()) {
      return 0;
    }
    long end = System.nanoTime() + MOST_NANOS;
    long found = 0;
    while (log.get().position() <= offset && System.nanoTime() < end) {
      found += read(POLL);
    }
    return found;
  }

  /** Reads what is there now. */
  void refresh() {
    log.ifPresent(tail -> read(Duration.ZERO));
  }

  private long read(Duration wait) {
    long found = 0;
    for (LogEntry entry : log.get().poll(wait)) {
      if (entry.record() instanceof LogRecord.Keeping keeping) {
        add(keeping);
        found++;
      }
    }
    return found;
  }

  /** Takes one of the keeper's records. */
  public synchronized void add(LogRecord.Keeping record) {
    if (record instanceof LogRecord.Swapped swapped && swapped.changesLocation()) {
      underWay.put(
          swapped.partition(), new Swap(swapped.from().location(), swapped.to().location()));
    } else if (record instanceof LogRecord.Expired expired) {
      expire(expired.partition(), expired.from().location());
    } else if (record instanceof LogRecord.Located located) {
      Swap swap = underWay.remove(located.partition());
      if (swap != null) {
        inGrace.put(located.partition(), swap);
      }
      expiring.remove(located.partition());
      boolean mayBeGone = located.location().equals(located.partition());
      known.computeIfPresent(
          located.partition(), (partition, former) -> mayBeGone ? null : located.location());
    } else if (record instanceof LogRecord.Retired retired) {
      Swap swap = inGrace.get(retired.partition());
      if (swap != null && swap.from.equals(retired.location())) {
        swap.isRetired = true;
        inGrace.remove(retired.partition());
      }
    }
  }

  /** The partition leaves the metastore: each commit into it asks that again, and registers it. */
  private void expire(String partition, String from) {
    known.remove(partition);
    expiring.add(partition);
    if (!from.equals(partition)) {
      underWay.put(partition, new Swap(from, partition));
    }
  }

  /** The swap of the partition that the metastore may not know yet. */
  synchronized Optional<Swap> underWay(String partition) {
    return Optional.ofNullable(underWay.get(partition));
  }

  /** The partition's location, where this process has asked for it. */
  public synchronized Optional<String> known(String partition) {
    return Optional.ofNullable(known.get(partition));
  }

  /** The metastore named the location. */
  public synchronized void learn(String partition, String location) {
    if (!expiring.contains(partition)) {
      known.put(partition, location);
    }
  }

  @Override
  public void close() {
    log.ifPresent(LogTail::close);
  }
}
