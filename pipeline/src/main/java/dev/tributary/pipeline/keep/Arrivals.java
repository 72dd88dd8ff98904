package dev.tributary.pipeline.keep;

import dev.tributary.ledger.read.OpenSwaps;
import dev.tributary.pipeline.lake.files.LakeFiles;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Files that were committed into a partition while its files were rewritten and swapped, or
 * expired: each gets a place in the new location, and keeps the former one for queries that began
 * before.
 */
final class Arrivals {
  private static final long POLL_MILLIS = 50;
  private static final long MOST_NANOS = Duration.ofSeconds(90).toNanos();

  private final KeeperLog log;
  private final LakeFiles files;

  Arrivals(KeeperLog log, LakeFiles files) {
    this.log = log;
    this.files = files;
  }

  /**
   * Makes sure that each valid file of the partition is in its location: those of all commits that
   * the log has when it is called.
   *
   * @throws IllegalStateException when the pipeline does not publish them
   */
  void bringAlong(String partition) throws IOException {
    log.refresh();
    awaitPublished(partition, log.lake().sequence());
    PartitionFiles now = log.lake().of(partition).orElseThrow();
    for (String name : List.copyOf(now.byName().keySet())) {
      String target = now.location() + "/" + name;
      if (!files.exists(target)) {
        Optional<String> source = elsewhere(now, name);
        if (source.isPresent()) {
          files.copy(new LakeFiles.Move(source.get(), target));
        } else if (!isAfter(partition)) {
          throw new IllegalStateException("Cannot find a valid file: " + target);
        }
      }
    }
  }

  /** A commit that came meanwhile may not be moved yet; its publisher knows of the swap. */
  private boolean isAfter(String partition) {
    return log.lake().hasUnpublished(partition, Long.MAX_VALUE);
  }

  private Optional<String> elsewhere(PartitionFiles now, String name) throws IOException {
    List<String> places = new ArrayList<>();
    for (OpenSwaps.Open swap : log.lake().open().of(now.partition())) {
      places.add(swap.swapped().from().location());
      places.add(swap.swapped().to().location());
    }
    places.add(now.partition());
    for (String place : places) {
      if (files.exists(place + "/" + name)) {
        return Optional.of(place + "/" + name);
      }
    }
    return Optional.empty();
  }

  private void awaitPublished(String partition, long upTo) {
    long end = System.nanoTime() + MOST_NANOS;
    while (log.lake().hasUnpublished(partition, upTo)) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException(
            "Cannot replace files of "
                + partition
                + ": the pipeline has not published its commits up to "
                + upTo
                + ". When it runs and the metastore answers, give the command again");
      }
      try {
        TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("Cannot wait for the pipeline: interrupted", e);
      }
      log.refresh();
    }
  }
}
