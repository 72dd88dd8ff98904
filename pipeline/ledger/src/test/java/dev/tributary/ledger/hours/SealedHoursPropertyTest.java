package dev.tributary.ledger.hours;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.ledger.table.OpenSwap;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Random hours, against what Kafka and the log had, record by record. */
final class SealedHoursPropertyTest {
  private static final int STEPS = 250;

  @Property(tries = 150, shrinking = ShrinkingMode.OFF)
  void areNeverSealedWhileALaneIsBehind(@ForAll long seed, @ForAll boolean hasSkew) {
    var world = new RandomHours(seed, STEPS, hasSkew);
    for (RandomHours.Seal seal : world.seals) {
      Instant needed = seal.until().plus(RandomHours.LATENESS);
      for (int lane = 0; lane < seal.uncommitted().size(); lane++) {
        if (!seal.uncommitted().get(lane).isEmpty()) {
          assertThat(seal.newest().get(lane)).as("lane %d", lane).isAfterOrEqualTo(needed);
        }
        for (RandomHours.Sent sent : seal.uncommitted().get(lane)) {
          assertThat(sent.stamp).as("a record that waits").isAfterOrEqualTo(needed);
        }
      }
    }
  }

  /** What came in time is never late. With clocks that differ, each difference adds to lateness. */
  @Property(tries = 150, shrinking = ShrinkingMode.OFF)
  void haveAllRowsThatCameInTime(@ForAll long seed) {
    var world = new RandomHours(seed, STEPS, false);
    world.drain();
    world.now = world.now.plus(2, ChronoUnit.DAYS);
    world.sealAtOnce();
    for (List<RandomHours.Sent> lane : world.lanes) {
      for (RandomHours.Sent sent : lane) {
        boolean cameInTime = !sent.stamp.isAfter(sent.end().plus(RandomHours.LATENESS));
        if (cameInTime) {
          assertThat(sent.commit)
              .as("%s of %s", sent.hour, sent.stamp)
              .isLessThan(sealed(world, sent));
        }
      }
    }
  }

  private static long sealed(RandomHours world, RandomHours.Sent sent) {
    return world.seals.stream()
        .filter(seal -> !seal.until().isBefore(sent.end()))
        .mapToLong(RandomHours.Seal::offset)
        .min()
        .orElse(Long.MAX_VALUE);
  }

  @Property(tries = 150, shrinking = ShrinkingMode.OFF)
  void areSealedInAnIdleSystemToo(@ForAll long seed) {
    var world = new RandomHours(seed, STEPS, false);
    world.drain();
    world.now = world.now.plus(7, ChronoUnit.HOURS);
    world.sealAtOnce();
    assertThat(world.latest())
        .isEqualTo(world.now.minus(RandomHours.LATENESS).truncatedTo(ChronoUnit.HOURS));
  }

  @Property(tries = 150, shrinking = ShrinkingMode.OFF)
  void haveEachRowBeforeTheSealOrAsReopened(@ForAll long seed, @ForAll boolean hasSkew) {
    var world = new RandomHours(seed, STEPS, hasSkew);
    var rows = new HourRows(HourRows.Sealing.NONE, List.of(), new WrittenDays());
    world.entries.forEach(rows::add);
    assertThat(lines(rows.changed())).isEqualTo(expected(world));
  }

  /** One line for each hour: rows, whether it is sealed, reopened, removed. */
  private static Map<String, String> expected(RandomHours world) {
    Map<String, long[]> counts = new TreeMap<>();
    Map<String, Boolean> sealed = new HashMap<>();
    for (List<RandomHours.Sent> lane : world.lanes) {
      for (RandomHours.Sent sent : lane) {
        if (sent.commit >= 0) {
          long seal = sealed(world, sent);
          sealed.put(sent.hour, seal < Long.MAX_VALUE);
          counts.computeIfAbsent(sent.hour, hour -> new long[2])[sent.commit < seal ? 0 : 1]++;
        }
      }
    }
    Map<String, String> lines = new TreeMap<>();
    counts.forEach(
        (hour, count) ->
            lines.put(
                hour,
                "%d %b %d %d"
                    .formatted(
                        count[0],
                        sealed.get(hour),
                        count[1],
                        world.removed.getOrDefault(hour, 0L))));
    return lines;
  }

  private static Map<String, String> lines(Map<String, List<HourRow>> days) {
    Map<String, String> lines = new TreeMap<>();
    days.forEach(
        (dt, rows) -> {
          for (HourRow row : rows) {
            String hour =
                "events/event_type=%s/dt=%s/hour=%s".formatted(row.eventType(), dt, row.hour());
            lines.put(
                hour,
                "%d %b %d %d"
                    .formatted(
                        row.rows(), row.sealedAt().isPresent(), row.reopened(), row.removed()));
          }
        });
    return lines;
  }

  /** Written after a part of the log, and after some writers died between two days. */
  @Property(tries = 100, shrinking = ShrinkingMode.OFF)
  void areTheSameFromWhereverTheLogIsContinued(@ForAll long seed, @ForAll boolean hasSkew) {
    var world = new RandomHours(seed, STEPS, hasSkew);
    var whole = new HourRows(HourRows.Sealing.NONE, List.of(), new WrittenDays());
    world.entries.forEach(whole::add);

    var random = new Random(seed);
    var files = new WrittenDays();
    var sealing = HourRows.Sealing.NONE;
    List<OpenSwap> open = List.of();
    int from = 0;
    while (from < world.entries.size()) {
      int to = Math.min(world.entries.size(), from + 1 + random.nextInt(60));
      var rows = new HourRows(sealing, open, files);
      world.entries.subList(from, to).forEach(rows::add);
      long upTo = to < world.entries.size() ? world.entries.get(to).offset() : Long.MAX_VALUE;
      List<String> days = new ArrayList<>(rows.changed().keySet());
      boolean dies = random.nextInt(4) == 0;
      int written = dies ? random.nextInt(days.size() + 1) : days.size();
      for (String day : days.subList(0, written)) {
        files.days.put(day, new HourRows.Day(upTo, rows.changed().get(day)));
      }
      if (!dies) {
        from = to;
        sealing = rows.sealing();
        open = rows.open();
      }
    }
    Map<String, List<HourRow>> continued = new TreeMap<>();
    files.days.forEach((day, rows) -> continued.put(day, rows.rows()));
    assertThat(continued).isEqualTo(whole.changed());
  }

  private static final class WrittenDays implements HourRows.Former {
    private final Map<String, HourRows.Day> days = new TreeMap<>();

    @Override
    public List<String> days() {
      return List.copyOf(days.keySet());
    }

    @Override
    public HourRows.Day day(String dt) {
      return days.getOrDefault(dt, HourRows.Day.NONE);
    }
  }
}
