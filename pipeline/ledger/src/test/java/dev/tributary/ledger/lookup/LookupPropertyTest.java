package dev.tributary.ledger.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.ledger.lookup.RecordOutcome.Kind;
import dev.tributary.ledger.record.HivePath;
import dev.tributary.ledger.record.LogRecord;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;

/**
 * What a log holds of each record, found in memory and by a search, against what was put into it.
 */
final class LookupPropertyTest {
  private static final long NO_BOUND = Long.MAX_VALUE;

  @Property(tries = 50, shrinking = ShrinkingMode.OFF)
  void findsInMemoryWhatBecameOfEachRecord(
      @ForAll long seed, @ForAll @IntRange(max = 120) int steps) {
    var log = new RandomLog(seed, steps);
    RecentCommits recent = recent(log, NO_BOUND);
    for (var lane : log.fates.entrySet()) {
      for (long offset = 0; offset < log.positions.get(lane.getKey()).offset() + 3; offset++) {
        Optional<RecordOutcome> found = recent.find(lane.getKey(), offset);
        check(found, lane.getValue(), offset, log.positions.get(lane.getKey()).offset());
        var place = new RandomSwaps.Place(lane.getKey(), offset);
        if (lane.getValue().containsKey(offset) && found.get().kind() == Kind.EXPIRED) {
          assertThat(log.swaps.expired).contains(place);
        }
        if (log.swaps.expired.contains(place)) {
          assertThat(found.get())
              .matches(row -> row.kind() == Kind.EXPIRED || row.mayHaveExpired(), "not found");
        }
      }
      assertThat(recent.position(lane.getKey())).contains(log.positions.get(lane.getKey()));
    }
    assertThat(recent.published()).isEqualTo(log.published);
  }

  /** Between two records may be a marker, for which nobody has a receipt: it counts as a row. */
  private static void check(
      Optional<RecordOutcome> found, TreeMap<Long, RandomLog.Fate> fates, long offset, long end) {
    RandomLog.Fate fate = fates.get(offset);
    if (fate != null) {
      checkSame(found.orElseThrow(), fate);
    } else if (fates.isEmpty() || offset >= end) {
      assertThat(found).isEmpty();
    } else {
      found.ifPresent(marker -> assertThat(marker.kind()).isIn(Kind.ROW, Kind.EXPIRED));
    }
  }

  private static void checkSame(RecordOutcome found, RandomLog.Fate fate) {
    String letter = found.reason() + " " + found.field();
    String what =
        switch (found.kind()) {
          case ROW -> "row";
          case DUPLICATE -> "duplicate";
          case LOST -> "lost";
          case DEAD_LETTER -> letter;
          case EXPIRED -> letter.isBlank() ? "row" : letter;
        };
    assertThat(what).isEqualTo(fate.what());
    assertThat(found.sequence()).isEqualTo(fate.sequence());
    assertThat(found.atMillis()).isEqualTo(1_795_478_401_000L);
    boolean hadFile = found.kind() == Kind.ROW || found.kind() == Kind.DEAD_LETTER;
    if (fate.file().isEmpty()) { // what expired may have been in another file that is valid
      assertThat(found.files().isEmpty()).isEqualTo(!hadFile);
    } else {
      assertThat(found.files()).contains(fate.file());
      assertThat(found.files()).as("in one location").allMatch(file -> isNear(file, fate.file()));
    }
  }

  /** Other candidates of the same partition have the same folder. */
  private static boolean isNear(String file, String other) {
    String partition = HivePath.partitionOf(file);
    return !partition.equals(HivePath.partitionOf(other))
        || file.startsWith(other.substring(0, other.lastIndexOf('/') + 1));
  }

  @Property(tries = 30, shrinking = ShrinkingMode.OFF)
  void keepsTheNewestCommitsWithinItsBound(
      @ForAll long seed, @ForAll @IntRange(min = 500, max = 9_000) int maxBytes) {
    var log = new RandomLog(seed, 200);
    RecentCommits recent = recent(log, maxBytes);
    assertThat(recent.bytes() - swapBytes(log))
        .isLessThan(maxBytes + 3_000L); // one commit is always kept
    for (var lane : log.fates.entrySet()) {
      long newest =
          lane.getValue().isEmpty() ? 0 : lane.getValue().lastEntry().getValue().sequence();
      boolean forgotten = false;
      for (var fate : lane.getValue().descendingMap().entrySet()) {
        Optional<RecordOutcome> found = recent.find(lane.getKey(), fate.getKey());
        found.ifPresent(outcome -> checkSame(outcome, fate.getValue()));
        assertThat(forgotten && found.isPresent()).as("an older one than a forgotten").isFalse();
        forgotten = found.isEmpty();
      }
      assertThat(newest).isLessThanOrEqualTo(log.entries.size());
    }
  }

  private static long swapBytes(RandomLog log) {
    var swaps = new Swaps();
    for (var entry : log.entries) {
      if (entry.record() instanceof LogRecord.Swapped swapped) {
        swaps.add(swapped);
      } else if (entry.record() instanceof LogRecord.Expired expired) {
        swaps.add(expired);
      }
    }
    return swaps.bytes();
  }

  @Property(tries = 30, shrinking = ShrinkingMode.OFF)
  void findsInTheLogWhatBecameOfEachRecord(
      @ForAll long seed, @ForAll @IntRange(max = 100) int steps) {
    var log = new RandomLog(seed, steps);
    RecentCommits recent = recent(log, NO_BOUND); // also of swaps that came before a late commit
    for (var lane : log.fates.entrySet()) {
      long end = log.positions.get(lane.getKey()).offset();
      for (long offset = seed & 7; offset < end + 2; offset += 5) { // some: each reads the log
        LogSearch.Found found = LogSearch.find(log, lane.getKey(), offset, 4);
        RandomLog.Fate fate = lane.getValue().get(offset);
        if (fate != null) {
          checkSame(recent.now(found.outcome().orElseThrow(), lane.getKey(), offset), fate);
        } else if (offset >= end) {
          assertThat(found.verdict()).isEqualTo(LogSearch.Verdict.NOT_COMMITTED);
        } else if (offset < log.starts.get(lane.getKey())) {
          assertThat(found.verdict()).isEqualTo(LogSearch.Verdict.NEVER_READ);
        }
      }
    }
  }

  /** Without what the service remembers: most hours are compacted soon after their commits. */
  @Property(tries = 30, shrinking = ShrinkingMode.OFF)
  void findsTheNewFileOfARowWhoseFileWasReplacedLater(@ForAll long seed) {
    var log = new RandomLog(seed, 20);
    for (var lane : log.fates.entrySet()) {
      for (var event : lane.getValue().entrySet()) {
        boolean isFirst = event.getValue().file().contains("/g1-x/c-");
        if (isFirst) {
          LogSearch.Found found = LogSearch.find(log, lane.getKey(), event.getKey(), 4);
          checkSame(found.outcome().orElseThrow(), event.getValue());
        }
      }
    }
  }

  @Property(tries = 30, shrinking = ShrinkingMode.OFF)
  void saysOfATrimmedLogThatItIs(@ForAll long seed, @ForAll @IntRange(min = 1, max = 400) int at) {
    var log = new RandomLog(seed, 300);
    long begin = log.entries.get(Math.min(at, log.entries.size() - 1)).offset();
    boolean hasSnapshot =
        log.entries.stream()
            .anyMatch(
                entry -> entry.offset() >= begin && entry.record() instanceof LogRecord.Snapshot);
    RecentCommits recent = recent(log, NO_BOUND);
    log.deleteBefore(begin);
    if (!hasSnapshot) {
      return; // nobody trims behind the newest one
    }
    for (Map.Entry<String, TreeMap<Long, RandomLog.Fate>> lane : log.fates.entrySet()) {
      lane.getValue()
          .forEach(
              (offset, fate) -> {
                if ((offset & 7) != (seed & 7)) {
                  return;
                }
                LogSearch.Found found = LogSearch.find(log, lane.getKey(), offset, 4);
                if (fate.at() < begin) {
                  assertThat(found.outcome()).isEmpty();
                  assertThat(found.verdict()).isEqualTo(LogSearch.Verdict.TRIMMED);
                } else if (found.verdict() == LogSearch.Verdict.COMMITTED) {
                  RecordOutcome outcome = found.outcome().orElseThrow();
                  checkSame(recent.now(outcome, lane.getKey(), offset), fate);
                } else { // its parts were cut off
                  assertThat(found.verdict()).isEqualTo(LogSearch.Verdict.UNREADABLE);
                  assertThat(fate.sequence()).isLessThanOrEqualTo(firstSequence(log, begin));
                }
              });
    }
  }

  private static long firstSequence(RandomLog log, long begin) {
    return log.entries.stream()
        .filter(entry -> entry.offset() >= begin)
        .filter(entry -> entry.record() instanceof LogRecord.Commit)
        .mapToLong(entry -> ((LogRecord.Commit) entry.record()).sequence())
        .findFirst()
        .orElse(0);
  }

  @Property(tries = 30, shrinking = ShrinkingMode.OFF)
  void saysUpToWhereALaneIsPublished(@ForAll long seed, @ForAll @IntRange(max = 120) int steps) {
    var log = new RandomLog(seed, steps);
    RecentCommits recent = recent(log, NO_BOUND);
    log.fates.forEach(
        (lane, fates) -> {
          long to = recent.publishedOffset(lane);
          fates.forEach(
              (offset, fate) ->
                  assertThat(offset < to)
                      .as("offset %d of commit %d", offset, fate.sequence())
                      .isEqualTo(fate.sequence() <= log.published));
        });
  }

  private static RecentCommits recent(RandomLog log, long maxBytes) {
    var recent = new RecentCommits(maxBytes);
    log.entries.forEach(recent::add);
    return recent;
  }
}
