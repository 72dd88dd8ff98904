package dev.tributary.ledger.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.ledger.lookup.RandomLog;
import dev.tributary.ledger.record.Batch;
import dev.tributary.ledger.record.LaneRange;
import dev.tributary.ledger.record.LogRecord;
import dev.tributary.ledger.record.StagedFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;

/** The account of random logs, against a count of their records one by one. */
final class LedgerPropertyTest {
  @Property(tries = 60, shrinking = ShrinkingMode.OFF)
  void addsUpAtEveryCommit(@ForAll long seed, @ForAll @IntRange(max = 150) int steps) {
    var log = new RandomLog(seed, steps);
    var ledger = new Ledger();
    var hours = new RowsByHour();
    for (var entry : log.entries) {
      ledger.add(entry.record());
      hours.add(entry.record());
      assertThat(ledger.difference()).as("%s", ledger.differences()).isZero();
      assertThat(ledger.lanes()).isEqualTo(terms(log, entry.offset()));
    }
    assertThat(ledger.total().expired()).isEqualTo(log.swaps.expired.size());
    assertThat(ledger.total().total())
        .isEqualTo(log.fates.values().stream().mapToLong(Map::size).sum());
    assertThat(someOf(hours.byPartition())).isEqualTo(rowsByFolder(log));
    assertThat(someOf(ledger.rowsByType())).isEqualTo(rowsByType(log));
    assertThat(ledger.duplicatesByType().values().stream().mapToLong(Long::longValue).sum())
        .isEqualTo(ledger.total().duplicates());
  }

  /** Without what had rows that were all removed. */
  private static Map<String, Long> someOf(Map<String, Long> counts) {
    Map<String, Long> some = new TreeMap<>(counts);
    some.values().removeIf(count -> count == 0);
    return some;
  }

  private static Map<String, Terms> terms(RandomLog log, long upTo) {
    Map<String, Terms> terms = new TreeMap<>();
    log.fates.forEach(
        (lane, fates) ->
            fates
                .values()
                .forEach(
                    fate -> {
                      if (fate.at() <= upTo) {
                        terms.merge(lane, term(fate), Terms::plus);
                      }
                    }));
    for (var removal : log.swaps.removals) {
      boolean isNow = removal.to() == Long.MAX_VALUE;
      boolean isCommitted = log.fates.get(removal.lane()).get(removal.offset()).at() <= upTo;
      boolean wasThen = removal.from() <= upTo && upTo < removal.to();
      if (isCommitted && isNow != wasThen) {
        int rows = isNow ? 1 : -1; // it is a duplicate now and was a row then, or the reverse
        terms.merge(removal.lane(), new Terms(rows, 0, -rows, 0), Terms::plus);
      }
    }
    return terms;
  }

  private static Terms term(RandomLog.Fate fate) {
    return switch (fate.what()) {
      case "row" -> new Terms(1, 0, 0, 0);
      case "duplicate" -> new Terms(0, 0, 1, 0);
      case "lost" -> new Terms(0, 0, 0, 1);
      default -> new Terms(0, 1, 0, 0);
    };
  }

  private static Map<String, Long> rowsByFolder(RandomLog log) {
    Map<String, Long> rows = new TreeMap<>();
    for (var fates : log.fates.values()) {
      for (RandomLog.Fate fate : fates.values()) {
        if (!fate.file().isEmpty()) {
          String folder = fate.file().replaceFirst("(/g[0-9]+-x)?/[^/]*$", "");
          rows.merge(folder, 1L, Long::sum);
        }
      }
    }
    return rows;
  }

  private static Map<String, Long> rowsByType(RandomLog log) {
    Map<String, Long> rows = new TreeMap<>();
    rowsByFolder(log)
        .forEach(
            (folder, count) -> {
              if (folder.startsWith("events/")) {
                String type = folder.substring(folder.indexOf('=') + 1, folder.indexOf("/dt="));
                rows.merge(type, count, Long::sum);
              }
            });
    return rows;
  }

  @Property(tries = 60, shrinking = ShrinkingMode.OFF)
  void findsAnyChangedFigure(@ForAll long seed) {
    var log = new RandomLog(seed, 60);
    List<LogRecord> records = new ArrayList<>();
    log.entries.forEach(entry -> records.add(entry.record()));
    var random = new Random(seed);
    List<Integer> commits = new ArrayList<>();
    for (int i = 0; i < records.size(); i++) {
      if (records.get(i) instanceof LogRecord.Commit) {
        commits.add(i);
      }
    }
    if (commits.isEmpty()) {
      return;
    }
    int at = commits.get(random.nextInt(commits.size()));
    records.set(at, spoiled((LogRecord.Commit) records.get(at), random));
    var ledger = new Ledger();
    records.forEach(ledger::add);
    assertThat(ledger.difference()).isPositive();
    assertThat(ledger.differences().get(0).toString()).startsWith("commit ");
  }

  /** One figure of the commit is another. */
  private static LogRecord.Commit spoiled(LogRecord.Commit commit, Random random) {
    Batch batch = commit.batch();
    Map<String, LaneRange> lanes = new HashMap<>(batch.lanes());
    List<StagedFile> files = new ArrayList<>(batch.files());
    if (random.nextBoolean() && !files.isEmpty()) {
      StagedFile file = files.remove(0);
      if (random.nextBoolean()) {
        files.add(new StagedFile(file.staged(), file.path(), file.rows() + 1, file.bytes()));
      }
    } else {
      String lane = lanes.keySet().iterator().next();
      LaneRange range = lanes.get(lane);
      lanes.put(
          lane,
          new LaneRange(
              range.from(),
              range.to() + 2,
              range.rows() + random.nextInt(2),
              range.duplicates(),
              range.deadLetters() + 1,
              range.lost(),
              0));
    }
    return new LogRecord.Commit(
        commit.format(),
        commit.sequence(),
        commit.snapshot(),
        commit.owner(),
        commit.at(),
        commit.nonRows(),
        new Batch(lanes, files, batch.duplicatesByType(), batch.deadLettersByReason(), List.of()));
  }
}
