package dev.tributary.pipeline.keep;

import dev.tributary.ledger.read.LogAccess;
import dev.tributary.ledger.read.WholeLog;
import dev.tributary.ledger.record.FileSize;
import dev.tributary.pipeline.PipelineAccess;
import dev.tributary.pipeline.history.FilesCheckpoints;
import dev.tributary.pipeline.lake.files.Lake;
import dev.tributary.pipeline.lake.metastore.MetastoreAddress;
import dev.tributary.pipeline.retain.RetentionPlan;
import dev.tributary.pipeline.retain.RetentionRules;
import dev.tributary.schemas.rules.RetentionTime;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.thrift.TException;

/**
 * One run of the keeper that takes rows out of the lake which are older than they are kept. It
 * finishes what a run before left, and deletes what is past its grace. Beside a pipeline that runs.
 */
public final class Retention implements AutoCloseable {
  private final KeeperLog log;
  private final Keeper keeper;
  private final RetentionRules rules;
  private final Predicate<String> where;

  /**
   * What a run did.
   *
   * @param expired the partitions that left the lake
   * @param waiting the partitions that wait for a later run
   * @param retired earlier swaps and expiries whose files are deleted
   */
  public record Done(RetentionPlan expired, List<String> waiting, int retired) {
    public Done {
      waiting = List.copyOf(waiting);
    }
  }

  Retention(KeeperLog log, Keeper keeper, RetentionRules rules, Predicate<String> where) {
    this.log = log;
    this.keeper = keeper;
    this.rules = rules;
    this.where = where;
  }

  /**
   * Becomes the keeper: an older one ends with its next step.
   *
   * @param where which partitions
   * @param grace how long the files stay for queries that began before
   * @throws IllegalStateException when the lake is another pipeline's
   */
  public static Retention begin(
      PipelineAccess pipeline,
      MetastoreAddress metastore,
      RetentionRules rules,
      Predicate<String> where,
      Duration grace)
      throws IOException {
    LogAccess access = Compaction.access(pipeline, Compaction.newOwner());
    var lake = new Lake(pipeline.lake());
    KeeperLog log = KafkaKeeperLog.take(access, FilesCheckpoints.newest(access, lake));
    var locating = new HiveLocating(metastore, lake.files());
    return new Retention(log, new Keeper(log, lake.files(), locating, grace), rules, where);
  }

  /** What a run would take out now. Changes nothing. */
  public static RetentionPlan plan(
      PipelineAccess pipeline, RetentionRules rules, Predicate<String> where) throws IOException {
    var partitions = new LakePartitions();
    LogAccess access = Compaction.access(pipeline, Compaction.newOwner());
    var lake = new Lake(pipeline.lake());
    try (var records = new WholeLog(access, FilesCheckpoints.newest(access, lake))) {
      records.readOn(-1, partitions::add);
    }
    return plan(partitions, rules, where, Instant.now());
  }

  /** A partition that is being replaced, or has files that may not be in place, waits. */
  static RetentionPlan plan(
      LakePartitions lake, RetentionRules rules, Predicate<String> where, Instant now) {
    List<RetentionPlan.Partition> old = new ArrayList<>();
    for (PartitionFiles files : lake.all()) {
      String partition = files.partition();
      Optional<Duration> kept = rules.of(partition);
      if (kept.isPresent()
          && rules.isOver(partition, now)
          && where.test(partition)
          && Expiry.mayBegin(lake, partition)) {
        long rows = files.byName().values().stream().mapToLong(FileSize::rows).sum();
        long bytes = files.byName().values().stream().mapToLong(FileSize::bytes).sum();
        old.add(
            new RetentionPlan.Partition(partition, files.byName().size(), rows, bytes, kept.get()));
      }
    }
    return new RetentionPlan(old);
  }

  /**
   * Does one run.
   *
   * @param progress takes a line for each partition
   */
  public Done run(Consumer<String> progress) throws IOException, TException {
    keeper.finishWhatIsLeft();
    int retired = keeper.retireWhatIsDue(Instant.now());
    List<RetentionPlan.Partition> expired = new ArrayList<>();
    List<String> waiting = new ArrayList<>();
    for (RetentionPlan.Partition old : plan(log.lake(), rules, where, Instant.now()).partitions()) {
      if (keeper.expire(old.partition())) {
        expired.add(old);
        progress.accept("Took out " + old.partition() + ", kept " + RetentionTime.text(old.kept()));
      } else {
        waiting.add(old.partition());
      }
    }
    return new Done(new RetentionPlan(expired), waiting, retired);
  }

  @Override
  public void close() {
    log.close();
  }
}
