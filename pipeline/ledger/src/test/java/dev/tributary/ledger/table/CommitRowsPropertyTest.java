package dev.tributary.ledger.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.ledger.account.Ledger;
import dev.tributary.ledger.account.Terms;
import dev.tributary.ledger.kafka.KafkaClients;
import dev.tributary.ledger.lookup.RandomLog;
import dev.tributary.ledger.lookup.RandomSwaps;
import dev.tributary.ledger.read.LogAccess;
import dev.tributary.ledger.read.LogEntry;
import dev.tributary.ledger.read.LogPart;
import dev.tributary.ledger.record.HivePath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;

/** The rows of random logs, against the account and against what became of each record. */
final class CommitRowsPropertyTest {
  private static final LogAccess LOG =
      new LogAccess(new KafkaClients("localhost:1", ""), "game", "me");

  @Property(tries = 60, shrinking = ShrinkingMode.OFF)
  void addUpToTheAccountAndToTheRecords(@ForAll long seed, @ForAll @IntRange(max = 150) int steps) {
    var log = new RandomLog(seed, steps);
    var ledger = new Ledger();
    log.entries.forEach(entry -> ledger.add(entry.record()));

    List<CommitRow> rows = rows(log);

    assertThat(byLane(rows)).isEqualTo(ledger.lanes());
    assertThat(total(rows)).isEqualTo(ledger.total());
    assertThat(sum(rows, CommitRow::duplicatesByType)).isEqualTo(ledger.duplicatesByType());
    assertThat(sum(rows, CommitRow::deadLettersByReason)).isEqualTo(ledger.deadLettersByReason());
    assertThat(byFolder(rows)).isEqualTo(rowsByFolder(log));
    assertThat(byType(rows)).isEqualTo(ledger.rowsByType());
    for (CommitRow row : rows) {
      for (CommitRow.LaneCounts lane : row.lanes()) {
        if (row.kind() == CommitRow.Kind.COMMIT) { // a swap may be of a former topic
          assertThat(lane.topic()).as("topic of %s", lane).hasValueSatisfying(this::isATopic);
        }
        assertThat(inRange(log, lane)).isEqualTo(lane.terms());
      }
    }
  }

  private void isATopic(String topic) {
    assertThat(topic).startsWith("topic-");
  }

  @Property(tries = 60, shrinking = ShrinkingMode.OFF)
  void areTheSameFromWhereverTheLogIsContinued(@ForAll long seed) {
    var log = new RandomLog(seed, 120);
    var random = new Random(seed);
    List<CommitRow> rows = new ArrayList<>();
    List<OpenSwap> open = List.of();
    for (long from = 0; from < log.end(); ) {
      long to = from + 1 + random.nextInt(40);
      open = read(log, from, to, open, rows);
      from = to;
    }
    assertThat(rows).isEqualTo(rows(log));
  }

  private static List<OpenSwap> read(
      RandomLog log, long from, long to, List<OpenSwap> open, List<CommitRow> out) {
    var rows = new CommitRows(open);
    try (var part = new LogPart(LOG, log)) {
      part.snapshotBefore(from).ifPresent(rows::add);
      part.from(
          from,
          entry -> {
            if (entry.offset() < to) {
              rows.add(entry).ifPresent(out::add);
            }
            return entry.offset() < to;
          });
    }
    return rows.open();
  }

  private static List<CommitRow> rows(RandomLog log) {
    var rows = new CommitRows(List.of());
    List<CommitRow> made = new ArrayList<>();
    for (LogEntry entry : log.entries) {
      rows.add(entry).ifPresent(made::add);
    }
    return made;
  }

  private static Map<String, Terms> byLane(List<CommitRow> rows) {
    Map<String, Terms> lanes = new TreeMap<>();
    for (CommitRow row : rows) {
      for (CommitRow.LaneCounts lane : row.lanes()) {
        lanes.merge(lane.partition() + "-" + lane.topicId(), lane.terms(), plus());
      }
    }
    return lanes;
  }

  private static BinaryOperator<Terms> plus() {
    return Terms::plus;
  }

  private static Terms total(List<CommitRow> rows) {
    return rows.stream().map(CommitRow::terms).reduce(Terms.NONE, plus());
  }

  private static Map<String, Long> sum(
      List<CommitRow> rows, Function<CommitRow, Map<String, Long>> counts) {
    Map<String, Long> sum = new TreeMap<>();
    rows.forEach(row -> counts.apply(row).forEach((key, n) -> sum.merge(key, n, Long::sum)));
    return sum;
  }

  private static Map<String, Long> byType(List<CommitRow> rows) {
    Map<String, Long> byType = new TreeMap<>();
    for (CommitRow row : rows) {
      for (CommitRow.FolderCounts folder : row.hours()) {
        if (folder.eventType().isPresent() && folder.rows().isPresent()) {
          byType.merge(folder.eventType().get(), folder.rows().getAsLong(), Long::sum);
        }
      }
    }
    return byType;
  }

  private static Map<String, Long> byFolder(List<CommitRow> rows) {
    Map<String, Long> byFolder = new TreeMap<>();
    for (CommitRow row : rows) {
      for (CommitRow.FolderCounts folder : row.hours()) {
        String path =
            folder.eventType().isPresent()
                ? "events/event_type="
                    + folder.eventType().get()
                    + "/dt="
                    + folder.dt()
                    + "/hour="
                    + folder.hour().orElseThrow()
                : "dead_letters/dt=" + folder.dt();
        folder.rows().ifPresent(n -> byFolder.merge(path, n, Long::sum));
      }
    }
    byFolder.values().removeIf(n -> n == 0); // all rows of it were removed
    return byFolder;
  }

  private static Map<String, Long> rowsByFolder(RandomLog log) {
    Map<String, Long> rows = new HashMap<>();
    for (var fates : log.fates.values()) {
      for (RandomLog.Fate fate : fates.values()) {
        if (!fate.file().isEmpty()) {
          rows.merge(HivePath.partitionOf(fate.file()), 1L, Long::sum);
        }
      }
    }
    return rows;
  }

  /** What became of the records in the lane's range, one by one, before any was removed. */
  private static Terms inRange(RandomLog log, CommitRow.LaneCounts lane) {
    if (lane.range().isEmpty()) {
      return lane.terms();
    }
    String key = lane.partition() + "-" + lane.topicId();
    CommitRow.Range range = lane.range().get();
    Terms terms = Terms.NONE;
    Set<Long> removed = removed(log, key);
    for (var record : log.fates.get(key).subMap(range.from(), range.to()).entrySet()) {
      Terms one =
          switch (removed.contains(record.getKey()) ? "row" : record.getValue().what()) {
            case "row" -> new Terms(1, 0, 0, 0);
            case "duplicate" -> new Terms(0, 0, 1, 0);
            case "lost" -> new Terms(0, 0, 0, 1);
            default -> new Terms(0, 1, 0, 0);
          };
      terms = plus().apply(terms, one);
    }
    return terms;
  }

  private static Set<Long> removed(RandomLog log, String lane) {
    return log.swaps.removals.stream()
        .filter(removal -> removal.lane().equals(lane) && removal.to() == Long.MAX_VALUE)
        .map(RandomSwaps.Removal::offset)
        .collect(Collectors.toSet());
  }
}
