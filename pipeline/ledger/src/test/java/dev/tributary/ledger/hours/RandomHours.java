package dev.tributary.ledger.hours;

import dev.tributary.ledger.read.CommitState;
import dev.tributary.ledger.read.LogEntry;
import dev.tributary.ledger.read.LogFold;
import dev.tributary.ledger.record.Batch;
import dev.tributary.ledger.record.FileSize;
import dev.tributary.ledger.record.Generation;
import dev.tributary.ledger.record.LanePosition;
import dev.tributary.ledger.record.LaneRange;
import dev.tributary.ledger.record.LogRecord;
import dev.tributary.ledger.record.NonRowOffsets;
import dev.tributary.ledger.record.Offsets;
import dev.tributary.ledger.record.StagedFile;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * Hours that never were: producers, some late or idle; a pipeline that commits, stops a lane, or is
 * killed; programs that seal, by a clock of their own and with a pause between any two steps; a
 * keeper that removes duplicates. What Kafka and the log have is kept record by record.
 */
final class RandomHours {
  static final Duration LATENESS = Duration.ofMinutes(20);

  /**
   * An event in Kafka.
   *
   * @param stamp when Kafka took it
   * @param hour its hour
   * @param commit where in the log it was committed; -1 before that
   */
  static final class Sent {
    final Instant stamp;
    final String hour;
    long commit = -1;

    private Sent(Instant stamp, String hour) {
      this.stamp = stamp;
      this.hour = hour;
    }

    Instant end() {
      String[] parts = hour.split("[=/]");
      return HourRow.end(parts[4], parts[6]);
    }
  }

  /** A sealed record, and what was true of Kafka when its writer asked for the ends. */
  record Seal(long offset, Instant until, List<List<Sent>> uncommitted, List<Instant> newest) {}

  final List<List<Sent>> lanes = new ArrayList<>();
  final List<LogEntry> entries = new ArrayList<>();
  final List<Seal> seals = new ArrayList<>();
  final Map<String, Long> removed = new TreeMap<>();
  Instant now = Instant.parse("2026-11-24T00:00:00Z");

  private final Random random;
  private final boolean hasSkew;
  private final LogFold fold = new LogFold();
  private final int[] committed;
  private final boolean[] isIdle;
  private final boolean[] isStopped;
  private final List<Attempt> attempts = new ArrayList<>();
  private final Map<String, Integer> generations = new HashMap<>();
  private Duration skew = Duration.ZERO;
  private long end;
  private int names;

  RandomHours(long seed, int steps, boolean hasSkew) {
    this.random = new Random(seed);
    this.hasSkew = hasSkew;
    for (int left = 1 + random.nextInt(4); left > 0; left--) {
      lanes.add(new ArrayList<>());
    }
    committed = new int[lanes.size()];
    isIdle = new boolean[lanes.size()];
    isStopped = new boolean[lanes.size()];
    launch();
    for (int step = 0; step < steps; step++) {
      now = now.plusSeconds(random.nextInt(900));
      act(random.nextInt(100));
    }
  }

  private void act(int chance) {
    if (chance < 35) {
      produce();
    } else if (chance < 60) {
      commit();
    } else if (chance < 85) {
      seal();
    } else if (chance < 93) {
      boolean[] change = chance < 89 ? isIdle : isStopped;
      change[random.nextInt(lanes.size())] ^= true;
    } else if (chance < 96) {
      launch();
    } else {
      swap();
    }
  }

  private void produce() {
    for (int lane = 0; lane < lanes.size(); lane++) {
      for (int left = isIdle[lane] ? 0 : random.nextInt(4); left > 0; left--) {
        boolean isLate = random.nextInt(20) == 0;
        Instant event = now.minusSeconds(random.nextInt(isLate ? 30 * 3600 : 300));
        String text = event.truncatedTo(ChronoUnit.HOURS).toString();
        String hour =
            "events/event_type=t%d/dt=%s/hour=%s"
                .formatted(random.nextInt(2), text.substring(0, 10), text.substring(11, 13));
        lanes.get(lane).add(new Sent(now, hour));
      }
    }
  }

  /** All that waits, or a part of it. */
  void commit() {
    Map<String, LaneRange> ranges = new TreeMap<>();
    Map<String, Long> files = new TreeMap<>();
    for (int lane = 0; lane < lanes.size(); lane++) {
      int waiting = lanes.get(lane).size() - committed[lane];
      if (!isStopped[lane] && waiting > 0) {
        int from = committed[lane];
        committed[lane] += random.nextBoolean() ? waiting : 1 + random.nextInt(waiting);
        for (Sent sent : lanes.get(lane).subList(from, committed[lane])) {
          sent.commit = end;
          files.merge(sent.hour, 1L, Long::sum);
        }
        int rows = committed[lane] - from;
        long newest = lanes.get(lane).get(committed[lane] - 1).stamp.toEpochMilli();
        long clamped = Math.min(newest, now.plus(skew).plusSeconds(60).toEpochMilli());
        ranges.put(lane + "-id", new LaneRange(from, committed[lane], rows, 0, 0, 0, clamped));
      }
    }
    if (!ranges.isEmpty()) {
      List<StagedFile> staged = new ArrayList<>();
      files.forEach((hour, n) -> staged.add(new StagedFile("_staging/x", file(hour), n, 1)));
      Batch batch = new Batch(ranges, staged, Map.of(), Map.of(), List.of());
      CommitState state = fold.state();
      add(
          new LogRecord.Commit(
              2, state.sequence() + 1, state.snapshot(), "me", now.toString(), 0, batch));
    }
  }

  private String file(String folder) {
    return folder + "/" + names++ + ".parquet";
  }

  private void launch() {
    skew = hasSkew ? Duration.ofMinutes(random.nextInt(160) - 80L) : Duration.ZERO;
    Map<String, LanePosition> positions = new HashMap<>();
    for (int lane = 0; lane < lanes.size(); lane++) {
      positions.put(lane + "-id", new LanePosition("events", lane, "id", 0, 0));
    }
    CommitState state = fold.state();
    add(
        new LogRecord.Snapshot(
            2,
            state.sequence() + 1,
            state.snapshot(),
            "me",
            now.toString(),
            state.isEmpty() ? positions : state.positions(),
            Set.of("t0", "t1"),
            state.sequence(),
            Set.of()));
  }

  /** One program that seals; it may be frozen between any two of its steps. */
  private final class Attempt {
    private final CommitState state = fold.state();
    private Instant observedAt;
    private Instant until;
    private Seal seal;

    /** Returns whether there is a next step. */
    boolean step() {
      if (observedAt == null) {
        observedAt = now.plus(skew);
      } else if (until == null) {
        List<LaneEnd> ends = new ArrayList<>();
        List<List<Sent>> uncommitted = new ArrayList<>();
        List<Instant> newest = new ArrayList<>();
        for (int lane = 0; lane < lanes.size(); lane++) {
          ends.add(new LaneEnd(lane + "-id", lanes.get(lane).size()));
          int from = (int) state.position(lane + "-id").offset();
          uncommitted.add(List.copyOf(lanes.get(lane).subList(from, lanes.get(lane).size())));
          newest.add(from == 0 ? Instant.EPOCH : lanes.get(lane).get(from - 1).stamp);
        }
        until = SealedHours.until(state.positions(), ends, observedAt, LATENESS);
        seal = new Seal(end, until, uncommitted, newest);
      } else {
        if (until.isAfter(latest())) {
          seals.add(new Seal(end, until, seal.uncommitted(), seal.newest()));
          add(new LogRecord.Sealed(2, state.snapshot(), "me", now.toString(), until.toString()));
        }
        return false;
      }
      return true;
    }
  }

  /** The end of the last sealed hour. */
  Instant latest() {
    return seals.stream().map(Seal::until).max(Instant::compareTo).orElse(SealedHours.NONE);
  }

  /** A step of any attempt, or a new one from begin to end. */
  void seal() {
    int chance = random.nextInt(3);
    if (chance == 0) {
      attempts.add(new Attempt());
    } else if (chance == 1 && !attempts.isEmpty()) {
      int which = random.nextInt(attempts.size());
      if (!attempts.get(which).step()) {
        attempts.remove(which);
      }
    } else {
      sealAtOnce();
    }
  }

  void sealAtOnce() {
    var attempt = new Attempt();
    while (attempt.step()) {}
  }

  /** All lanes run, and all is committed. */
  void drain() {
    Arrays.fill(isStopped, false);
    for (int lane = 0; lane < lanes.size(); lane++) {
      while (committed[lane] < lanes.get(lane).size()) {
        commit();
      }
    }
  }

  /** Duplicates of one hour are removed; the record may be repeated. */
  private void swap() {
    List<String> hours =
        lanes.stream()
            .flatMap(List::stream)
            .filter(sent -> sent.commit >= 0)
            .map(sent -> sent.hour)
            .distinct()
            .toList();
    if (hours.isEmpty()) {
      return;
    }
    String hour = hours.get(random.nextInt(hours.size()));
    int generation = generations.merge(hour, 1, Integer::sum);
    String before = generation == 1 ? hour : hour + "/g" + (generation - 1) + "-x";
    String after = hour + "/g" + generation + "-x";
    int duplicates = random.nextInt(3);
    List<Long> offsets = List.of(1L, 2L).subList(0, duplicates);
    List<NonRowOffsets> gone =
        offsets.isEmpty()
            ? List.of()
            : List.of(new NonRowOffsets("0-id", Offsets.of(offsets), List.of()));
    removed.merge(hour, (long) duplicates, Long::sum);
    long snapshot = fold.state().snapshot();
    var swapped =
        new LogRecord.Swapped(
            2,
            snapshot,
            "keeper",
            now.toString(),
            hour,
            new Generation(before, List.of(before + "/a.parquet"), List.of(new FileSize(9, 9))),
            new Generation(
                after, List.of(after + "/a.parquet"), List.of(new FileSize(9 - duplicates, 9))),
            gone,
            "");
    add(swapped);
    if (random.nextBoolean()) {
      add(swapped);
    }
    if (random.nextBoolean()) {
      add(new LogRecord.Retired(2, snapshot, "keeper", now.toString(), hour, before));
    }
  }

  private void add(LogRecord record) {
    fold.add(end, record);
    entries.add(new LogEntry(end, record));
    end += 1 + random.nextInt(2);
  }
}
