package dev.tributary.it.contents.form;

import dev.tributary.it.contents.make.Draw;
import dev.tributary.it.contents.make.Texts;
import dev.tributary.it.contents.rule.DeclaredTypes;
import java.time.Instant;

/**
 * The place of an event in a run: all that decides what it is.
 *
 * @param base about when the run began: times of events are near it
 */
public record Origin(long seed, Instant base, DeclaredTypes types, long request, int index) {
  /** The chance of this event. */
  Draw draw() {
    return Draw.at(seed, request, index);
  }

  /** An id that only this event of this run has, then anything that ids may have. */
  String id(Draw draw) {
    String run = Long.toString(base.toEpochMilli(), Character.MAX_RADIX);
    String own = run + "." + request + "." + index;
    return draw.onceIn(3) ? own + "|" + Texts.ascii(draw, draw.below(100)) : own;
  }
}
