package dev.tributary.pipeline.keep;

import static dev.tributary.pipeline.keep.SwapWorld.HOUR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.ledger.read.OpenSwaps;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The keeper's protocol: what a query finds before, between and after all of its steps, with a late
 * file, a crash or another keeper at each of them.
 */
@Timeout(120)
final class KeeperTest {
  private static final Instant LATER = Instant.now().plus(Duration.ofDays(1));
  private static final List<String> ROWS = List.of("a", "b", "c");

  @TempDir private Path folder;

  @Test
  void swapsRetiresAndLeavesOneFile() throws Exception {
    SwapWorld world = world("plain");
    run(world, "one");
    assertExact(world, ROWS);
    assertThat(world.all().keySet()).singleElement().asString().matches("g1-.*/c-one.*");
    assertThat(world.read().open().all()).isEmpty();
    assertThat(world.files.list("_staging")).isEmpty();
    assertThat(world.files.list("_keeper")).isEmpty();
    assertThat(world.files.list("_retired")).isEmpty();
  }

  @Test
  void takesTheNextGenerationAndRetiresTheFirst() throws Exception {
    SwapWorld world = world("next");
    run(world, "one");
    world.commit("d");
    world.commit("e");
    world.mark();
    run(world, "two");
    assertExact(world, List.of("a", "b", "c", "d", "e"));
    assertThat(world.metastore).contains("/g2-");
    assertThat(world.all()).as("rewritten once").hasSize(2).containsValue(List.of("d", "e"));
  }

  @Test
  void losesAndDoublesNoLateFileAtAnyStep() throws Exception {
    int steps = stepsOfARun();
    for (int at = 0; at < steps; at++) {
      SwapWorld world = world("late" + at);
      AtStep.once(
          world,
          at,
          () -> {
            world.commit("late");
            world.mark();
          });
      run(world, "one");
      assertExact(world, List.of("a", "b", "c", "late"));
    }
  }

  @Test
  void waitsForAFileThatIsCommittedAndNotPublished() throws Exception {
    int steps = stepsOfARun();
    for (int at = 0; at < steps; at++) {
      SwapWorld world = world("slow" + at);
      AtStep.commitSlowly(world, at);
      run(world, "one");
      world.mark();
      assertExact(world, List.of("a", "b", "c", "late"));
    }
  }

  @Test
  void isRolledForwardOrForgottenAfterACrashAtAnyStep() throws Exception {
    int steps = stepsOfARun();
    for (int at = 0; at < steps; at++) {
      SwapWorld world = world("crash" + at);
      AtStep.halt(world, at);
      assertThatThrownBy(() -> run(world, "one")).isInstanceOf(AtStep.Halt.class);
      world.commit("late");
      world.mark();
      world.check();
      world.snapshot();
      world.atStep = () -> {};
      run(world, "two");
      assertExact(world, List.of("a", "b", "c", "late"));
      assertThat(world.files.list("_staging")).isEmpty();
      assertThat(world.files.list("_keeper")).isEmpty();
    }
  }

  /** A launch that begins behind the record does not know of the swap. */
  @Test
  void writesTheSwapAgainWhenASnapshotCameBehindIt() throws Exception {
    int steps = stepsOfARun();
    for (int at = 0; at < steps; at++) {
      SwapWorld world = world("launch" + at);
      AtomicInteger met = new AtomicInteger(-at);
      world.atStep =
          () -> {
            int now = met.getAndIncrement();
            if (now == 0) {
              world.snapshot();
            } else if (now == 1) {
              world.commit("late");
              world.mark();
            }
          };
      run(world, "one");
      world.mark();
      run(world, "two");
      assertThat(world.visible()).containsAll(world.published).doesNotHaveDuplicates();
    }
  }

  /** Frozen at a step, while another keeper does all there is to do; then thawed. */
  @Test
  void endsWhenAnotherKeeperCameAtAnyStep() throws Exception {
    int steps = stepsOfARun();
    int endings = 0;
    for (int at = 0; at < steps; at++) {
      SwapWorld world = world("two" + at);
      AtStep.once(
          world,
          at,
          () -> {
            world.commit("late");
            world.mark();
            uncheckedRun(world, "two");
            world.isChecked = false; // for as long as the old one takes to see it
          });
      try {
        run(world, "one");
      } catch (IOException | RuntimeException replaced) {
        endings++;
      }
      world.atStep = () -> {};
      world.isChecked = true;
      world.check();
      run(world, "three");
      assertExact(world, List.of("a", "b", "c", "late"));
    }
    assertThat(endings).as("it has nothing to do at some steps").isGreaterThan(steps / 2);
  }

  @Test
  void undoesASwapWithinItsGrace() throws Exception {
    SwapWorld world = world("undo");
    Keeper keeper = world.keeper("one");
    keeper.finishWhatIsLeft();
    assertThat(world.compact("one", keeper)).isTrue();
    world.commit("late");
    world.mark();
    keeper.undo(HOUR, Instant.now());
    assertThat(world.metastore).isEqualTo(HOUR);
    assertExact(world, List.of("a", "b", "c", "late"));
    keeper.retireWhatIsDue(LATER);
    assertExact(world, List.of("a", "b", "c", "late"));
    assertThat(world.all().keySet()).containsExactly("a", "b", "c", "late");
    assertThatThrownBy(() -> keeper.undo(HOUR, Instant.now()))
        .hasMessage("Cannot undo: no swap of the partition is in its grace: " + HOUR);
  }

  @Test
  void refusesAnUndoAfterTheGrace() throws Exception {
    SwapWorld world = world("undo-late");
    Keeper keeper = world.keeper("one");
    keeper.finishWhatIsLeft();
    world.compact("one", keeper);
    Instant until = world.read().open().all().get(0).until().orElseThrow();
    assertThatThrownBy(() -> keeper.undo(HOUR, until))
        .hasMessage("Cannot undo: the grace of " + HOUR + " ended at " + until);
  }

  @Test
  void leavesAnHourWhoseFilesChangedSinceThePlan() throws Exception {
    SwapWorld world = world("changed");
    Keeper one = world.keeper("one");
    assertThat(world.compact("one", one)).isTrue();
    assertThat(world.compact("one", one)).as("in its grace").isFalse();
    assertThat(world.read().open().all())
        .extracting(OpenSwaps.Open::until)
        .allMatch(until -> until.isPresent());
  }

  private SwapWorld world(String name) {
    SwapWorld world = new SwapWorld(folder.resolve(name));
    for (String row : ROWS) {
      world.commit(row);
    }
    world.mark();
    world.steps = 0;
    return world;
  }

  private int stepsOfARun() throws Exception {
    SwapWorld world = world("count");
    run(world, "one");
    assertThat(world.steps).isGreaterThan(15);
    return world.steps;
  }

  private static void run(SwapWorld world, String owner) throws Exception {
    Keeper keeper = world.keeper(owner);
    keeper.finishWhatIsLeft();
    keeper.retireWhatIsDue(LATER);
    boolean hasSmall =
        world.read().of(HOUR).orElseThrow().byName().keySet().stream()
            .anyMatch(name -> !name.startsWith("c-"));
    if (hasSmall) {
      world.compact(owner, keeper);
    }
    keeper.retireWhatIsDue(LATER);
  }

  private static void uncheckedRun(SwapWorld world, String owner) {
    try {
      run(world, owner);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** What a query finds, and what the log says is there. */
  private static void assertExact(SwapWorld world, List<String> rows) throws IOException {
    assertThat(world.visible()).containsExactlyInAnyOrderElementsOf(rows);
    PartitionFiles files = world.read().of(HOUR).orElseThrow();
    assertThat(files.location()).isEqualTo(world.metastore);
    assertThat(
            files.byName().keySet().stream()
                .flatMap(
                    name -> {
                      try {
                        return world.rowsOf(files.location() + "/" + name).stream();
                      } catch (IOException e) {
                        throw new AssertionError(e);
                      }
                    }))
        .containsExactlyInAnyOrderElementsOf(rows);
  }
}
