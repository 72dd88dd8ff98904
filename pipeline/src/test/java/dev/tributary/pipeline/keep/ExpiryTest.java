package dev.tributary.pipeline.keep;

import static dev.tributary.pipeline.keep.SwapWorld.HOUR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.ledger.record.LogRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A partition that expires, over real files and a log in memory: what a query finds at the end,
 * with a late file, a crash, a launch that knows nothing or another keeper at each of the steps. A
 * late file is a row, unless it was there before the partition expired.
 */
@Timeout(120)
final class ExpiryTest {
  private static final Instant LATER = Instant.now().plus(Duration.ofDays(1));
  private static final List<String> ROWS = List.of("a", "b", "c");

  @TempDir private Path folder;

  /** Where the files are that expire. */
  private enum Form {
    AS_COMMITTED,
    COMPACTED
  }

  @ParameterizedTest
  @EnumSource
  void takesAPartitionOutAndDeletesItsFilesAfterTheGrace(Form form) throws Exception {
    SwapWorld world = world("plain", form);
    Keeper keeper = world.keeper("one");
    keeper.finishWhatIsLeft();
    assertThat(keeper.expire(HOUR)).isTrue();
    assertThat(world.metastore).isEmpty();
    assertThat(world.read().of(HOUR).orElseThrow().byName()).isEmpty();
    keeper.retireWhatIsDue(Instant.now());
    assertThat(rows(world)).as("queries that began before").containsExactlyElementsOf(ROWS);

    keeper.retireWhatIsDue(LATER);
    assertThat(world.all()).isEmpty();
    assertThat(world.read().open().all()).isEmpty();
    assertThat(world.read().of(HOUR)).as("it takes no room").isEmpty();
    assertThat(world.files.list("_retired")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void keepsALateFileAtAnyStep(Form form) throws Exception {
    int steps = stepsOfARun(form);
    for (int at = 0; at < steps; at++) {
      SwapWorld world = world("late" + at, form);
      AtStep.once(
          world,
          at,
          () -> {
            world.commit("late");
            world.mark();
          });
      run(world, "one");
      assertExact(world);
    }
  }

  @ParameterizedTest
  @EnumSource
  void waitsForAFileThatIsCommittedAndNotPublished(Form form) throws Exception {
    int steps = stepsOfARun(form);
    for (int at = 0; at < steps; at++) {
      SwapWorld world = world("slow" + at, form);
      AtStep.commitSlowly(world, at);
      run(world, "one");
      world.atStep = () -> {};
      world.mark();
      run(world, "two");
      assertExact(world);
    }
  }

  @ParameterizedTest
  @EnumSource
  void isFinishedByTheNextKeeperAfterACrashAtAnyStep(Form form) throws Exception {
    int steps = stepsOfARun(form);
    for (int at = 0; at < steps; at++) {
      SwapWorld world = world("crash" + at, form);
      AtStep.halt(world, at);
      assertThatThrownBy(() -> run(world, "one")).isInstanceOf(AtStep.Halt.class);
      world.commit("late");
      world.mark();
      world.atStep = () -> {};
      run(world, "two");
      assertExact(world);
      assertThat(world.count(LogRecord.Expired.class)).as("crash at step %d", at).isBetween(1L, 2L);
    }
  }

  /** A launch that begins behind the record does not know that the partition expired. */
  @ParameterizedTest
  @EnumSource
  void keepsALateFileOfALaunchThatKnowsNothing(Form form) throws Exception {
    int steps = stepsOfARun(form);
    for (int at = 0; at < steps; at++) {
      for (int pause = 1; pause < 5; pause++) {
        SwapWorld world = world("launch" + at + "-" + pause, form);
        AtomicInteger met = new AtomicInteger(-at);
        int second = pause;
        world.atStep =
            () -> {
              int now = met.getAndIncrement();
              if (now == 0) {
                world.snapshot();
                world.commit("late");
                world.mark();
              } else if (now == second) {
                world.commit("later");
                world.mark();
              }
            };
        run(world, "one");
        assertExact(world);
      }
    }
  }

  /** Frozen at a step, while another keeper does all there is to do; then thawed. */
  @ParameterizedTest
  @EnumSource
  void endsWhenAnotherKeeperCameAtAnyStep(Form form) throws Exception {
    int steps = stepsOfARun(form);
    int endings = 0;
    for (int at = 0; at < steps; at++) {
      SwapWorld world = world("two" + at, form);
      AtStep.once(
          world,
          at,
          () -> {
            uncheckedRun(world, "two");
            world.commit("late");
            world.mark();
          });
      try {
        run(world, "one");
      } catch (IOException | RuntimeException replaced) {
        endings++;
      }
      world.atStep = () -> {};
      assertThat(world.visible()).as("before the next run, step %d", at).containsExactly("late");
      run(world, "three");
      assertExact(world);
      assertThat(rows(world)).as("step %d", at).containsExactly("late");
    }
    assertThat(endings).as("it has nothing to do at some steps").isGreaterThan(steps / 2);
  }

  @Test
  void waitsWhileThePartitionIsReplacedOrHasAFileThatIsNotPublished() throws Exception {
    SwapWorld world = world("busy", Form.AS_COMMITTED);
    Keeper keeper = world.keeper("one");
    keeper.finishWhatIsLeft();
    assertThat(world.compact("one", keeper)).isTrue();
    assertThat(keeper.expire(HOUR)).as("in its grace").isFalse();
    keeper.retireWhatIsDue(LATER);
    world.commit("late");
    assertThat(keeper.expire(HOUR)).as("not published").isFalse();
    assertThat(world.count(LogRecord.Expired.class)).isZero();
    world.mark();
    assertThat(keeper.expire(HOUR)).isTrue();
    assertThat(keeper.expire(HOUR)).as("nothing is left").isFalse();
    assertThatThrownBy(() -> keeper.undo(HOUR, Instant.now()))
        .hasMessage("Cannot undo: no swap of the partition is in its grace: " + HOUR);
  }

  /** The next run takes it too, once the files of the first are deleted. */
  @Test
  void letsALateRowExpireWithALaterRun() throws Exception {
    SwapWorld world = world("again", Form.COMPACTED);
    run(world, "one");
    world.commit("late");
    world.mark();
    assertThat(world.visible()).containsExactly("late");
    Keeper keeper = world.keeper("two");
    assertThat(keeper.expire(HOUR)).isTrue();
    keeper.retireWhatIsDue(LATER);
    assertThat(world.metastore).isEmpty();
    assertThat(world.all()).isEmpty();
  }

  private SwapWorld world(String name, Form form) throws Exception {
    SwapWorld world = new SwapWorld(folder.resolve(name + form));
    for (String row : ROWS) {
      world.commit(row);
    }
    world.mark();
    if (form == Form.COMPACTED) {
      Keeper keeper = world.keeper("zero");
      world.compact("zero", keeper);
      keeper.retireWhatIsDue(LATER);
    }
    world.isChecked = false; // rows leave the table
    world.steps = 0;
    return world;
  }

  private int stepsOfARun(Form form) throws Exception {
    SwapWorld world = world("count", form);
    run(world, "one");
    assertThat(world.steps).isGreaterThan(10);
    return world.steps;
  }

  /** Of one that takes out what was committed before the first late file. */
  private static void run(SwapWorld world, String owner) throws Exception {
    Keeper keeper = world.keeper(owner);
    keeper.finishWhatIsLeft();
    keeper.retireWhatIsDue(LATER);
    boolean isOld =
        world.read().of(HOUR).stream()
            .flatMap(files -> files.byName().keySet().stream())
            .anyMatch(name -> name.equals("a") || name.startsWith("c-"));
    if (isOld) {
      keeper.expire(HOUR);
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

  private static List<String> rows(SwapWorld world) throws IOException {
    List<String> rows = new ArrayList<>();
    world.all().values().forEach(rows::addAll);
    return rows;
  }

  /** Queries find the late files that did not expire, and the disk has no others. */
  private static void assertExact(SwapWorld world) throws IOException {
    List<String> valid =
        world.read().of(HOUR).map(files -> List.copyOf(files.byName().keySet())).orElse(List.of());
    assertThat(valid).isSubsetOf("late", "later");
    assertThat(world.visible()).containsExactlyInAnyOrderElementsOf(valid);
    assertThat(rows(world)).containsExactlyInAnyOrderElementsOf(valid);
    assertThat(world.metastore).isIn(valid.isEmpty() ? List.of("", HOUR) : List.of(HOUR));
    assertThat(world.read().open().all()).isEmpty();
  }
}
