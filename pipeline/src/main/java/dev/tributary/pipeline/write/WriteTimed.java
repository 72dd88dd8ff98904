package dev.tributary.pipeline.write;

import dev.tributary.ledger.read.LogAccess;
import dev.tributary.ledger.record.Batch;
import dev.tributary.pipeline.commit.BatchCoder;
import dev.tributary.pipeline.commit.CommitLog;
import dev.tributary.pipeline.lake.metastore.MetastoreAddress;
import dev.tributary.pipeline.lane.Lanes;
import dev.tributary.pipeline.outcome.HourlyOutcomes;
import dev.tributary.pipeline.read.PastKafkaRecords;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;

/**
 * Writes like {@link WriteParquet}, but one writer serves all bundles of the JVM and commits by
 * time. Its output is empty: the batches are committed inside. For the Direct runner, which never
 * replays a bundle inside a process: what was taken and not committed when the process ends is read
 * again by the next launch.
 */
public final class WriteTimed extends PTransform<PCollection<HourlyOutcomes>, PCollection<Batch>> {
  private final WriteSettings settings;
  private final Lanes lanes;
  private final LogAccess access;
  private final Optional<MetastoreAddress> metastore;
  private final Duration flushInterval;

  /** Writes outcomes of the lanes and commits each interval. */
  public WriteTimed(
      WriteSettings settings,
      Lanes lanes,
      LogAccess access,
      Optional<MetastoreAddress> metastore,
      Duration flushInterval) {
    this.settings = settings;
    this.lanes = lanes;
    this.access = access;
    this.metastore = metastore;
    this.flushInterval = flushInterval;
  }

  @Override
  public PCollection<Batch> expand(PCollection<HourlyOutcomes> outcomes) {
    return outcomes
        .apply(ParDo.of(new Write(settings, lanes, access, metastore.orElse(null), flushInterval)))
        .setCoder(new BatchCoder());
  }

  private static final class Write extends DoFn<HourlyOutcomes, Batch> {
    private final WriteSettings settings;
    private final Lanes lanes;
    private final LogAccess access;
    private final MetastoreAddress metastore;
    private final Duration flushInterval;
    private transient TimedCommits commits;

    Write(
        WriteSettings settings,
        Lanes lanes,
        LogAccess access,
        MetastoreAddress metastore,
        Duration flushInterval) {
      this.settings = settings;
      this.lanes = lanes;
      this.access = access;
      this.metastore = metastore;
      this.flushInterval = flushInterval;
    }

    @ProcessElement
    public void process(@Element HourlyOutcomes outcomes) throws IOException {
      if (commits == null) {
        commits = TimedCommits.acquire(access.owner(), this::open);
      }
      commits.accept(outcomes);
    }

    private TimedCommits open() throws IOException {
      CommitLog log =
          CommitLog.open(access, settings.lake(), Optional.ofNullable(metastore), lanes);
      return new TimedCommits(
          new BatchWriter(settings, lanes, new PastKafkaRecords(access.kafka()), Clock.systemUTC()),
          log,
          flushInterval);
    }

    @Teardown
    public void teardown() throws IOException {
      if (commits != null) {
        TimedCommits.release(access.owner(), commits);
        commits = null;
      }
    }
  }
}
