package dev.tributary.pipeline.keep;

import dev.tributary.ledger.kafka.KafkaClients;
import dev.tributary.ledger.read.LogAccess;
import dev.tributary.ledger.read.LogCheckpoint;
import dev.tributary.ledger.read.WholeLog;
import dev.tributary.pipeline.PipelineAccess;
import dev.tributary.pipeline.history.FilesCheckpoints;
import dev.tributary.pipeline.lake.files.Lake;
import dev.tributary.pipeline.lake.files.LakeFileSystems;
import dev.tributary.pipeline.lake.files.LakeFiles;
import dev.tributary.pipeline.lake.files.LakeIdentity;
import dev.tributary.pipeline.lake.metastore.MetastoreAddress;
import dev.tributary.pipeline.rewrite.RewriteFiles;
import dev.tributary.pipeline.rewrite.RewriteTask;
import dev.tributary.pipeline.rewrite.Rewritten;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.kafka.clients.admin.Admin;
import org.apache.thrift.TException;

/**
 * One run of the keeper: it finishes what a run before left, deletes what was replaced and is past
 * its grace, and compacts the hours of a plan. Beside a pipeline that runs, and once at a time.
 */
public final class Compaction implements AutoCloseable {
  /** So much is rewritten before it is swapped: a long run shows its work early. */
  private static final long BATCH_BYTES = 1L << 30;

  private static final int BATCH_HOURS = 32;

  private final Lake lake;
  private final LakeFiles files;
  private final CompactionRules rules;
  private final KeeperLog log;
  private final Keeper keeper;

  /**
   * What a run did.
   *
   * @param hours the hours whose files were swapped
   * @param filesBefore the files that were replaced
   * @param filesAfter what replaced them
   * @param bytesBefore the length of these files
   * @param bytesAfter the length of the new ones
   * @param duplicates rows that were removed
   * @param retired swaps whose replaced files are deleted
   * @param failures why hours were left as they are, a line each
   */
  public record Done(
      int hours,
      long filesBefore,
      long filesAfter,
      long bytesBefore,
      long bytesAfter,
      long duplicates,
      int retired,
      List<String> failures) {}

  Compaction(Lake lake, CompactionRules rules, KeeperLog log, MetastoreAddress metastore) {
    this.lake = lake;
    this.files = lake.files();
    this.rules = rules;
    this.log = log;
    this.keeper = new Keeper(log, files, new HiveLocating(metastore, files), rules.grace());
  }

  /**
   * Becomes the keeper: an older one ends with its next step.
   *
   * @throws IllegalStateException when the lake is another pipeline's
   */
  public static Compaction begin(
      PipelineAccess pipeline, MetastoreAddress metastore, CompactionRules rules)
      throws IOException {
    LogAccess access = access(pipeline, newOwner());
    Lake lake = new Lake(pipeline.lake());
    LogCheckpoint checkpoint = FilesCheckpoints.newest(access, lake);
    return new Compaction(lake, rules, KafkaKeeperLog.take(access, checkpoint), metastore);
  }

  static String newOwner() {
    return UUID.randomUUID().toString();
  }

  /** The log as a keeper uses it. */
  static LogAccess access(PipelineAccess pipeline, String owner) throws IOException {
    KafkaClients kafka = KafkaClients.of(pipeline.bootstrapServers(), pipeline.kafkaConfig());
    LakeFileSystems.register(pipeline.lake());
    try (Admin admin = kafka.admin()) {
      String cluster = admin.describeCluster().clusterId().get();
      new LakeIdentity(new Lake(pipeline.lake()).files()).verify(pipeline.name(), cluster);
    } catch (ExecutionException e) {
      throw new IOException("Cannot use Kafka at " + pipeline.bootstrapServers(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Cannot use Kafka: interrupted", e);
    }
    return new LogAccess(kafka, pipeline.name(), owner);
  }

  /** What a run would compact now. Changes nothing. */
  public static CompactionPlan plan(PipelineAccess pipeline, CompactionRules rules)
      throws IOException {
    var partitions = new LakePartitions();
    LogAccess access = access(pipeline, newOwner());
    LogCheckpoint checkpoint = FilesCheckpoints.newest(access, new Lake(pipeline.lake()));
    try (var records = new WholeLog(access, checkpoint)) {
      records.readOn(-1, partitions::add);
    }
    return CompactionPlan.of(partitions, rules, Instant.now());
  }

  /**
   * Does one run.
   *
   * @param options which runner rewrites
   * @param progress takes a line for each step that people may wait for
   */
  public Done run(PipelineOptions options, Consumer<String> progress)
      throws IOException, TException {
    return run(options, progress, Set.of());
  }

  /** The same without the hours of some partitions. */
  Done run(PipelineOptions options, Consumer<String> progress, Set<String> without)
      throws IOException, TException {
    keeper.finishWhatIsLeft();
    int retired = keeper.retireWhatIsDue(Instant.now());
    CompactionPlan plan = CompactionPlan.of(log.lake(), rules, Instant.now()).without(without);
    var done = new Done(0, 0, 0, 0, 0, 0, retired, List.of());
    for (List<CompactionPlan.Hour> batch : batches(plan)) {
      done = add(done, compact(batch, options));
      progress.accept(
          "Compacted "
              + done.hours()
              + " of "
              + plan.hours().size()
              + " hours, "
              + done.filesBefore()
              + " files into "
              + done.filesAfter());
    }
    return done;
  }

  /** Swaps back what was swapped last in the partition. */
  public void undo(String partition) throws IOException, TException {
    keeper.finishWhatIsLeft();
    keeper.undo(partition, Instant.now());
  }

  private static List<List<CompactionPlan.Hour>> batches(CompactionPlan plan) {
    List<List<CompactionPlan.Hour>> batches = new ArrayList<>();
    long bytes = BATCH_BYTES;
    for (CompactionPlan.Hour hour : plan.hours()) {
      if (bytes >= BATCH_BYTES || batches.get(batches.size() - 1).size() >= BATCH_HOURS) {
        batches.add(new ArrayList<>());
        bytes = 0;
      }
      batches.get(batches.size() - 1).add(hour);
      bytes += hour.bytes();
    }
    return batches;
  }

  private Done compact(List<CompactionPlan.Hour> hours, PipelineOptions options)
      throws IOException, TException {
    String staging = keeper.staging();
    List<RewriteTask> tasks = new ArrayList<>();
    for (int i = 0; i < hours.size(); i++) {
      tasks.add(
          new RewriteTask(
              hours.get(i).partition(),
              hours.get(i).files(),
              staging + "/" + i,
              rules.targetBytes(),
              rules.sortBytes(),
              rules.keepDuplicates()));
    }
    RewriteFiles.Results results = RewriteFiles.run(options, lake, tasks);
    List<String> failures = new ArrayList<>(results.failures());
    var done = new Done(0, 0, 0, 0, 0, 0, 0, List.of());
    for (Rewritten made : results.done()) {
      CompactionPlan.Hour hour = hour(hours, made.partition());
      if (hour.rows() > 0 && made.rowsRead() != hour.rows()) {
        failures.add(
            "Cannot use the new files of "
                + made.partition()
                + ": the commit log counts other rows (log="
                + hour.rows()
                + ", files="
                + made.rowsRead()
                + ")");
      } else if (keeper.swap(hour, made)) {
        done = add(done, of(hour, made));
      } else {
        failures.add(
            "Left " + made.partition() + " as it is: other files are valid since the plan");
      }
    }
    files.deleteFolder(staging);
    return add(done, new Done(0, 0, 0, 0, 0, 0, 0, failures));
  }

  private static CompactionPlan.Hour hour(List<CompactionPlan.Hour> hours, String partition) {
    return hours.stream().filter(hour -> hour.partition().equals(partition)).findFirst().get();
  }

  private static Done of(CompactionPlan.Hour hour, Rewritten made) {
    long bytes = made.files().values().stream().mapToLong(size -> size.bytes()).sum();
    return new Done(
        1,
        hour.files().size(),
        made.files().size(),
        hour.bytes(),
        bytes,
        made.duplicates(),
        0,
        List.of());
  }

  private static Done add(Done one, Done other) {
    List<String> failures = new ArrayList<>(one.failures());
    failures.addAll(other.failures());
    return new Done(
        one.hours() + other.hours(),
        one.filesBefore() + other.filesBefore(),
        one.filesAfter() + other.filesAfter(),
        one.bytesBefore() + other.bytesBefore(),
        one.bytesAfter() + other.bytesAfter(),
        one.duplicates() + other.duplicates(),
        one.retired() + other.retired(),
        failures);
  }

  @Override
  public void close() {
    log.close();
  }
}
