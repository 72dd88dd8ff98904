package dev.tributary.pipeline.keep;

import java.util.concurrent.atomic.AtomicInteger;

/** What comes between while a keeper works: at one of its steps, counted from 0. */
final class AtStep {
  private AtStep() {}

  /** Halts the keeper, as a crash does. */
  static final class Halt extends Error {
    private static final long serialVersionUID = 1;
  }

  /** Does it at this step alone. */
  static void once(SwapWorld world, int step, Runnable action) {
    AtomicInteger left = new AtomicInteger(step);
    world.atStep =
        () -> {
          if (left.getAndDecrement() == 0) {
            action.run();
          }
        };
  }

  static void halt(SwapWorld world, int step) {
    once(
        world,
        step,
        () -> {
          throw new Halt();
        });
  }

  /** The pipeline commits a late file at this step, and marks it three steps later. */
  static void commitSlowly(SwapWorld world, int step) {
    AtomicInteger met = new AtomicInteger(-step);
    world.atStep =
        () -> {
          int now = met.getAndIncrement();
          if (now == 0) {
            world.commit("late");
          } else if (now == 3) {
            world.mark();
          }
        };
  }
}
