package dev.tributary.it.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tributary.it.support.Await;
import dev.tributary.it.support.StartedPart;
import dev.tributary.it.support.TempHome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Fault: the broker's disk is full. Kafka then ends itself, since its only log folder failed.
 * Guarantee: the service answers 503, and takes events again when the broker is back with space;
 * what it acknowledged is there.
 */
@Tag("faults")
final class FullDiskIT {
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  @Test
  void refusesWhileTheBrokersDiskIsFullAndRecoversWhenThereIsSpace() throws Exception {
    try (TempHome home = TempHome.make()) {
      Path disk = Files.createDirectories(home.home().data("kafka"));
      assumeTrue(
          run("mount", "-t", "tmpfs", "-o", "size=96m", "tmpfs", disk.toString()) == 0,
          "a 96 MiB tmpfs can't be mounted here (it needs root)");
      try (StartedPart kafka = StartedPart.kafka(home);
          StartedPart service = StartedPart.ingestService(home, kafka);
          ServiceLoad load = ServiceLoad.start(service.port(), 8, 100)) {
        load.awaitMore(200, 50, PATIENCE);
        Path filler = disk.resolve("filler");
        run("dd", "if=/dev/zero", "of=" + filler, "bs=64k");
        Await.until("the broker ended", PATIENCE, () -> !isAlive(kafka.pid()));
        load.awaitMore(503, 200, PATIENCE);
        ServiceRequests.refused(service);
        Files.delete(filler);
        kafka.start();
        Await.until("events are taken", PATIENCE, () -> ServiceRequests.isTaken(service));
        ServiceLoad.Report report = load.stop();

        assertThat(report.statuses().keySet()).isSubsetOf(200, 503);
        assertThat(report.odd()).isEmpty();
        assertThat(TopicRecords.missing(kafka.address(), "events", report.acknowledged()))
            .isEmpty();
      } finally {
        assertThat(run("umount", "-l", disk.toString())).isZero();
      }
    }
  }

  private static boolean isAlive(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }

  private static int run(String... command) throws Exception {
    return new ProcessBuilder(List.of(command))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }
}
