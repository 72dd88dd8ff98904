package dev.tributary.it.faults;

import dev.tributary.it.support.Await;
import java.time.Duration;
import java.util.List;

/** Waits until all is in the lake, and counts it. */
public final class Drained {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private Drained() {}

  /** The load is stopped: its records must all arrive. */
  public static Audit audit(PipelineFixture world, Load load) throws Exception {
    return audit(world, load.stop());
  }

  public static Audit audit(PipelineFixture world, List<Sent> sent) throws Exception {
    await(world);
    return Audit.of(world, sent);
  }

  /** Waits until all is in the lake. */
  public static void await(PipelineFixture world) {
    Await.until("the group's lag is 0", PATIENCE, () -> world.lag() == 0);
    Await.until(
        "the last commit is marked as published",
        PATIENCE,
        () -> CommitRecords.read(world).allPublished());
  }
}
