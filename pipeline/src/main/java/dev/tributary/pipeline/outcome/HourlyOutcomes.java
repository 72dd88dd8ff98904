package dev.tributary.pipeline.outcome;

import dev.tributary.pipeline.coding.Bytes;
import dev.tributary.pipeline.coding.ValueCoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * HourlyOutcomes that follow each other in one lane, of events of one hour: an element a run of
 * them, so that what a runner takes for an element is shared by many records. Never empty, never
 * changed.
 */
public final class HourlyOutcomes implements Iterable<Outcome> {
  private static final long HOUR_MILLIS = 3_600_000;

  private final List<Outcome> run;

  /** Of outcomes of one hour, in the order of their lane. */
  public HourlyOutcomes(List<Outcome> run) {
    this.run = run;
  }

  /** The start of the hour (UTC) that all of them belong to, milliseconds since the epoch. */
  public long hourMillis() {
    return hourOf(run.get(0));
  }

  /** The start of an outcome's hour. */
  public static long hourOf(Outcome outcome) {
    return Math.floorDiv(outcome.eventMillis(), HOUR_MILLIS) * HOUR_MILLIS;
  }

  @Override
  public Iterator<Outcome> iterator() {
    return run.iterator();
  }

  /** One after the other, behind their number. */
  public static final class Coder extends ValueCoder<HourlyOutcomes> {
    private static final OutcomeCoder EACH = new OutcomeCoder();

    @Override
    public void encode(HourlyOutcomes outcomes, OutputStream out) throws IOException {
      byte[] size = new byte[Integer.BYTES];
      Bytes.putInt(size, 0, outcomes.run.size());
      out.write(size);
      for (Outcome outcome : outcomes) {
        EACH.encode(outcome, out);
      }
    }

    @Override
    public HourlyOutcomes decode(InputStream in) throws IOException {
      int size = Bytes.getInt(Bytes.read(in, Integer.BYTES), 0);
      List<Outcome> run = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        run.add(EACH.decode(in));
      }
      return new HourlyOutcomes(run);
    }
  }
}
