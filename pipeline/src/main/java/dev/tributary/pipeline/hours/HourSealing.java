package dev.tributary.pipeline.hours;

import dev.tributary.ledger.hours.LaneEnd;
import dev.tributary.ledger.hours.SealedHours;
import dev.tributary.ledger.read.CommitLogReader;
import dev.tributary.ledger.read.CommitState;
import dev.tributary.ledger.read.LogAccess;
import dev.tributary.ledger.read.SealSearch;
import dev.tributary.ledger.record.LanePosition;
import dev.tributary.ledger.record.LogRecord;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Seals hours by a record in the log. What it says stays true whoever owns the log meanwhile: all
 * that Kafka had for these hours was committed when it was asked. One thread.
 */
public final class HourSealing {
  private final Log log;
  private final Lanes lanes;
  private final Duration allowedLateness;
  private final Clock clock;

  /** What is known to be sealed. */
  private Instant until = SealedHours.NONE;

  /** The log of one launch. */
  interface Log {
    /** The state now. */
    CommitState read();

    /** The launch. */
    String owner();

    /** What is sealed. */
    Optional<LogRecord.Sealed> newest();

    /** Appends. */
    void append(LogRecord.Sealed sealed);
  }

  /** The lanes in Kafka. */
  interface Lanes {
    /** Where they end, asked now. */
    List<LaneEnd> ends(Map<String, LanePosition> positions, Instant now) throws IOException;
  }

  HourSealing(Log log, Lanes lanes, Duration allowedLateness, Clock clock) {
    this.log = log;
    this.lanes = lanes;
    this.allowedLateness = allowedLateness;
    this.clock = clock;
  }

  static HourSealing of(Hours hours, Consumer<LogRecord.Sealed> append) {
    return new HourSealing(
        new KafkaLog(hours.log(), append),
        new LaneEnds(hours.log().kafka(), hours.topics())::of,
        hours.allowedLateness(),
        Clock.systemUTC());
  }

  /**
   * Seals what can be. The state is read first, then the clock, then the ends: all that Kafka got
   * before the clock was read is behind the ends, and a lane that is at its end has committed it.
   *
   * @return the end of the last sealed hour, if it is a new one
   */
  public Optional<Instant> run() throws IOException {
    CommitState state = log.read();
    if (!state.owner().equals(Optional.of(log.owner()))) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    Instant next =
        SealedHours.until(
            state.positions(), lanes.ends(state.positions(), now), now, allowedLateness);
    if (!next.isAfter(until)) {
      return Optional.empty();
    }
    until = log.newest().map(LogRecord.Sealed::end).orElse(SealedHours.NONE);
    if (!next.isAfter(until)) { // another launch has, or another worker of this one
      return Optional.empty();
    }
    log.append(
        new LogRecord.Sealed(
            LogRecord.FORMAT, state.snapshot(), log.owner(), now.toString(), next.toString()));
    until = next;
    return Optional.of(next);
  }

  private record KafkaLog(LogAccess access, Consumer<LogRecord.Sealed> out) implements Log {
    @Override
    public CommitState read() {
      return CommitLogReader.read(access);
    }

    @Override
    public String owner() {
      return access.owner();
    }

    @Override
    public Optional<LogRecord.Sealed> newest() {
      return SealSearch.newest(access);
    }

    @Override
    public void append(LogRecord.Sealed sealed) {
      out.accept(sealed);
    }
  }
}
