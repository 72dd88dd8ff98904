package dev.tributary.it.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tributary.it.support.Await;
import dev.tributary.it.support.StartedPart;
import dev.tributary.it.support.TestBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.hive.metastore.api.ThriftHiveMetastore;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.transport.TSocket;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Faults of what the lake stands on. Work waits for it, and nothing is lost. */
@Tag("faults")
final class LakeFaultsIT {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  @RegisterExtension private static final TestBroker BROKER = new TestBroker();

  @Test
  void commitsWhileTheMetastoreIsDownAndRegistersNewPartitionsLater() throws Exception {
    try (PipelineFixture world =
            PipelineFixture.make(
                BROKER.kafka().address(), "metastore-down", BROKER.home().folder());
        StartedPart metastore = StartedPart.metastore(BROKER.home());
        var pipeline = EmbeddedPipeline.start(world, "--metastore=" + metastore.address())) {
      metastore.kill();
      try (Load load = Load.start(world, 31, 300)) {
        load.awaitMore(60 * 300); // a minute of it
        assertThat(world.committed()).isPositive();
        assertThat(CommitRecords.read(world).allPublished()).isFalse();
        metastore.start();
        Audit audit = Drained.audit(world, load);
        FaultTable.add("metastore down for a minute", 1, audit);
        assertThat(audit).matches(Audit::isExact, "every record has exactly one end");
        assertThat(registered(metastore)).isEqualTo(folders(world.lake().resolve("events")));
        assertThat(pipeline.process().isAlive()).isTrue();
      }
    }
  }

  private static Set<String> registered(StartedPart metastore) throws Exception {
    try (var socket = new TSocket("127.0.0.1", metastore.port())) {
      socket.open();
      return Set.copyOf(
          new ThriftHiveMetastore.Client(new TBinaryProtocol(socket))
              .get_partition_names("default", "events", (short) -1));
    }
  }

  private static Set<String> folders(Path table) throws IOException {
    try (var all = Files.walk(table)) {
      return all.filter(file -> file.toString().endsWith(".parquet"))
          .map(file -> table.relativize(file.getParent()).toString())
          .collect(Collectors.toSet());
    }
  }

  @Test
  void waitsOnAFullDiskAndGoesOnWhenThereIsSpaceAgain() throws Exception {
    Path disk = Files.createDirectories(BROKER.home().folder().resolve("small-disk"));
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", disk.toString()) == 0,
        "a 64 MiB tmpfs can't be mounted here (it needs root)");
    try (PipelineFixture world =
            PipelineFixture.make(
                BROKER.kafka().address(),
                "disk-full",
                BROKER.home().folder(),
                disk.resolve("lake"));
        Load load = Load.start(world, 32, 300);
        var pipeline = EmbeddedPipeline.start(world)) {
      world.awaitCommit(PATIENCE);
      Path filler = disk.resolve("filler");
      assertThat(run("dd", "if=/dev/zero", "of=" + filler, "bs=64k")).isNotZero();
      Await.until(
          "it met the full disk",
          PATIENCE,
          () -> pipeline.process().text().contains("No space left on device"));
      load.awaitMore(1_000);
      Files.delete(filler);
      world.awaitCommit(PATIENCE);
      Audit audit = Drained.audit(world, load);
      FaultTable.add("disk full (64 MiB tmpfs), space again", 1, audit);
      assertThat(audit).matches(Audit::isExact, "every record has exactly one end");
    } finally {
      assertThat(run("umount", "-l", disk.toString())).isZero();
    }
  }

  private static int run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(List.of(command))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }
}
