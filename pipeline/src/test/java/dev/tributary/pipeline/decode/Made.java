package dev.tributary.pipeline.decode;

import dev.tributary.ledger.record.Lane;
import dev.tributary.pipeline.outcome.Outcome;
import dev.tributary.schemas.decode.EventDecoder;
import dev.tributary.schemas.event.Event;
import dev.tributary.schemas.rules.Rejection;
import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/** Outcomes as a lane's decoder makes them, for tests of what comes after it. */
public final class Made {
  private static final EventDecoder DECODER = new EventDecoder();
  private static final long MILLIS = 1_000;

  private Made() {}

  /** A row, decoded. */
  public static Outcome row(Lane lane, long offset, byte[] value) {
    return of(Outcome.Kind.ROW, lane, offset, value, event(value), null);
  }

  /** A duplicate. */
  public static Outcome duplicate(Lane lane, long offset, byte[] value) {
    return of(Outcome.Kind.DUPLICATE, lane, offset, value, event(value), null);
  }

  /** A dead letter. */
  public static Outcome deadLetter(Lane lane, long offset, byte[] value, Rejection why) {
    return of(Outcome.Kind.DEAD_LETTER, lane, offset, value, null, why);
  }

  /** The same row, whose headers can't be read. */
  public static Outcome failing(Outcome row, Throwable failure) {
    Event event = row.event();
    return row.with(
        new Event(
            event.type(),
            event.id(),
            event.timeMillis(),
            event.timeSource(),
            event.receivedMillis(),
            event.host(),
            event.userAgent(),
            event.accept(),
            new FailingMap(failure),
            event.data(),
            event.problems(),
            event.dataHash()));
  }

  private static Event event(byte[] value) {
    return DECODER.decode(value, MILLIS).match(event -> event, wrong -> null);
  }

  private static Outcome of(
      Outcome.Kind kind, Lane lane, long offset, byte[] value, Event event, Rejection why) {
    return new Outcome(kind, lane.key(), offset, offset, MILLIS, MILLIS, value, "", event, why);
  }

  private static final class FailingMap extends AbstractMap<String, String> {
    private final Throwable failure;

    FailingMap(Throwable failure) {
      this.failure = failure;
    }

    /** It can be weighed; it fails where it is written. */
    @Override
    public void forEach(BiConsumer<? super String, ? super String> each) {}

    @Override
    public Set<Map.Entry<String, String>> entrySet() {
      if (failure instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) failure;
    }
  }
}
