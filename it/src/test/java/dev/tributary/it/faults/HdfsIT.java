package dev.tributary.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.it.support.Await;
import dev.tributary.it.support.Hdfs;
import dev.tributary.it.support.PrestoSql;
import dev.tributary.it.support.StartedPart;
import dev.tributary.it.support.TestBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The lake on HDFS: the same guarantee as on a disk, and Presto reads it there. */
@Tag("faults")
final class HdfsIT {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  @RegisterExtension private static final TestBroker BROKER = new TestBroker();

  @Test
  void losesAndDoublesNothingKilledWithItsLakeOnHdfs() throws Exception {
    Path copy = BROKER.home().folder().resolve("copy-of-the-lake");
    try (Hdfs hdfs = Hdfs.start(BROKER.home());
        StartedPart metastore = StartedPart.metastore(BROKER.home());
        PipelineFixture world =
            PipelineFixture.make(BROKER.kafka().address(), "hdfs", BROKER.home().folder(), copy);
        Load load = Load.start(world, 61, 300)) {
      String[] there = {
        "--lake=" + hdfs.uri() + "/data/lake", "--metastore=" + metastore.address()
      };
      try (var pipeline = EmbeddedPipeline.start(world, there)) {
        Await.until("it commits", PATIENCE, () -> world.committed() > 0);
        load.awaitMore(500);
        pipeline.kill();
      }
      try (var last = EmbeddedPipeline.start(world, there)) {
        List<Sent> sent = load.stop();
        Drained.await(world);
        hdfs.copyOut("/data/lake", copy);
        Audit audit = Audit.of(world, sent);
        FaultTable.add("lake on HDFS: kill -9", 1, audit);
        assertThat(audit).matches(Audit::isExact, "every record has exactly one end");
        assertThat(last.process().isAlive()).isTrue();
        try (StartedPart presto = StartedPart.presto(BROKER.home(), metastore)) {
          var sql = new PrestoSql(presto.address());
          assertThat(sql.number("SELECT count(*) FROM events")).isEqualTo(audit.rows());
          assertThat(sql.number("SELECT count(*) FROM dead_letters"))
              .isEqualTo(audit.deadLetters());
        }
      }
    }
  }
}
