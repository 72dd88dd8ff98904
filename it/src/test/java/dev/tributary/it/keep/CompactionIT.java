package dev.tributary.it.keep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.it.faults.Drained;
import dev.tributary.it.faults.HaltAgent;
import dev.tributary.it.support.Await;
import dev.tributary.it.support.TestBroker;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Hours are compacted while late events arrive in them and queries count their rows: no query
 * fails, no count goes down, and in the end each event is there with the values that were sent.
 * With {@code -Dcompaction.seconds=600} for ten minutes and with eight clients.
 */
final class CompactionIT {
  private static final Duration PATIENCE = LateLake.PATIENCE;
  private static final int SECONDS = Integer.getInteger("compaction.seconds", 20);
  private static final int CLIENTS = SECONDS < 120 ? 2 : 8;
  private static final Duration GRACE = Duration.ofSeconds(SECONDS < 120 ? 20 : 40);
  private static final String KEEP = "dev.tributary.pipeline.keep.";

  @RegisterExtension private static final TestBroker BROKER = new TestBroker();

  @Test
  @Tag("faults")
  void nobodyNoticesACompaction() throws Exception {
    try (LateLake lake = LateLake.start(BROKER, "compaction")) {
      lake.late().start(4);
      Await.until("rows in Presto", PATIENCE, () -> lake.count() > 100);
      var clients = new CountingClients(lake.sql(), CLIENTS);
      int compacted = 0;
      int deleted = 0;
      Instant end = Instant.now().plusSeconds(SECONDS);
      while (compacted < 2 || deleted < 1 || Instant.now().isBefore(end)) {
        String output = lake.compact(GRACE).output();
        compacted += output.contains("Compacted 0 hours") ? 0 : 1;
        deleted += output.contains("Deleted the replaced files") ? 1 : 0;
        Instant over = Instant.now().plus(GRACE);
        Await.until("the grace is over", PATIENCE, () -> Instant.now().isAfter(over));
      }
      lake.late().stop();
      Drained.await(lake.world());
      lake.assertContents();
      int answers = clients.answers();
      Await.until("clients counted since", PATIENCE, () -> clients.answers() > answers + 2);
      assertThat(clients.stop()).as("%d answers", clients.answers()).isEmpty();
      undoes(lake);
    }
  }

  /** The last swap of an hour is undone, and what is replaced then goes away too. */
  private static void undoes(LateLake lake) throws Exception {
    lake.compact(Duration.ZERO);
    lake.late().send(20);
    Await.until(
        "all is in Presto", PATIENCE, () -> lake.count() == lake.late().acknowledged().size());
    lake.sendFiles(10);
    Drained.await(lake.world());
    lake.compact(Duration.ofHours(1));
    String swapped = lake.locations().keySet().iterator().next();
    String location = lake.locations().get(swapped);
    LateLake.Run undone = lake.tool(List.of(), "compact", "--undo=" + swapped);
    assertThat(undone.code()).as(undone.output()).isZero();
    assertThat(lake.locations().get(swapped)).isNotEqualTo(location);
    lake.assertContents();
  }

  @Test
  @Tag("faults")
  void haltedAtEachStepItLosesAndDoublesNothing() throws Exception {
    List<String> steps =
        List.of(
            KEEP + "CompactionPlan#of:EXIT:1",
            "dev.tributary.pipeline.rewrite.Rewrite#write:EXIT:1",
            "dev.tributary.pipeline.rewrite.Rewrite#check:EXIT:1",
            KEEP + "Swap#append:ENTER:1",
            KEEP + "Swap#append:EXIT:1",
            "dev.tributary.pipeline.lake.files.LocalLakeFiles#copy:EXIT:1",
            KEEP + "HiveLocating#change:ENTER:1",
            KEEP + "HiveLocating#change:EXIT:1",
            KEEP + "Swap#finish:EXIT:1",
            KEEP + "Retirement#retire:ENTER:1",
            KEEP + "Retirement#retire:EXIT:1");
    try (LateLake lake = LateLake.start(BROKER, "compaction-halted")) {
      for (String step : steps) {
        lake.sendFiles(10);
        Drained.await(lake.world());
        LateLake.Run halted =
            lake.tool(
                List.of(HaltAgent.option(lake.world().work(), step)),
                "compact",
                "--quiet=PT0S",
                "--grace=PT0S");
        assertThat(halted.code()).as(step + "\n" + halted.output()).isEqualTo(HaltAgent.HALTED);
        lake.assertContents();
        lake.late().send(3);
        Await.until(
            "late rows after " + step,
            PATIENCE,
            () -> lake.count() == lake.late().acknowledged().size());
        lake.compact(Duration.ZERO);
        lake.assertContents();
      }
    }
  }
}
