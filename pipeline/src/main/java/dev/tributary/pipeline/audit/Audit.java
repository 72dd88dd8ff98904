package dev.tributary.pipeline.audit;

import dev.tributary.ledger.kafka.KafkaClients;
import dev.tributary.ledger.read.LogAccess;
import dev.tributary.ledger.read.LogCheckpoint;
import dev.tributary.pipeline.PipelineAccess;
import dev.tributary.pipeline.audit.found.Fault;
import dev.tributary.pipeline.audit.found.Findings;
import dev.tributary.pipeline.audit.found.LaneFound;
import dev.tributary.pipeline.audit.kafka.AuditedKafka;
import dev.tributary.pipeline.audit.kafka.KafkaTopics;
import dev.tributary.pipeline.history.FilesCheckpoints;
import dev.tributary.pipeline.lake.files.Lake;
import dev.tributary.pipeline.lake.files.LakeFileSystems;
import dev.tributary.pipeline.lake.files.LakeFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Recounts a lake. It covers the commits that the log has when it begins; the pipeline and
 * compaction may run beside it.
 *
 * <p>Memory: some bits for each committed record (about 2 MB for 10 million), and the paths of the
 * valid files.
 */
public final class Audit {
  /** Files, rows, and records of Kafka. */
  private static final int SUMS = 3;

  private final AuditedKafka kafka;
  private final LakeFiles files;
  private final LogCheckpoint checkpoint;
  private final AuditScope scope;
  private final PartitionRecount.Depth depth;
  private final Progress progress;
  private final Findings findings = new Findings();
  private final Map<String, LaneFound> found = new ConcurrentHashMap<>();

  Audit(
      AuditedKafka kafka,
      LakeFiles files,
      LogCheckpoint checkpoint,
      AuditScope scope,
      PartitionRecount.Depth depth,
      Consumer<String> progress) {
    this.kafka = kafka;
    this.files = files;
    this.checkpoint = checkpoint;
    this.scope = scope;
    this.depth = depth;
    this.progress = new Progress(progress);
  }

  /**
   * Recounts positions, times and checksums.
   *
   * @param threads how many read at a time
   * @param progress takes a line from time to time
   */
  public static AuditReport positions(
      PipelineAccess pipeline, AuditScope scope, int threads, Consumer<String> progress)
      throws IOException {
    return run(pipeline, scope, PartitionRecount.Depth.POSITIONS, threads, progress);
  }

  /**
   * Compares contents too.
   *
   * @param threads how many read at a time
   * @param progress takes a line from time to time
   */
  public static AuditReport contents(
      PipelineAccess pipeline, AuditScope scope, int threads, Consumer<String> progress)
      throws IOException {
    return run(pipeline, scope, PartitionRecount.Depth.CONTENTS, threads, progress);
  }

  private static AuditReport run(
      PipelineAccess pipeline,
      AuditScope scope,
      PartitionRecount.Depth depth,
      int threads,
      Consumer<String> progress)
      throws IOException {
    LakeFileSystems.register(pipeline.lake());
    try (var kafka = new KafkaTopics(access(pipeline))) {
      var lake = new Lake(pipeline.lake());
      LogCheckpoint checkpoint = FilesCheckpoints.newest(access(pipeline), lake);
      return new Audit(kafka, lake.files(), checkpoint, scope, depth, progress).run(threads);
    }
  }

  /**
   * Checks the commit log alone: its figures, and that no record was changed or dropped.
   *
   * @param written what its chain was at some time
   */
  public static AuditReport log(PipelineAccess pipeline, ChainHead written) {
    try (var kafka = new KafkaTopics(access(pipeline))) {
      return log(kafka, written);
    }
  }

  static AuditReport log(AuditedKafka kafka, ChainHead written) {
    var findings = new Findings();
    var log = new FollowedLog(kafka, findings, LogCheckpoint.NONE, written);
    log.account().finish();
    return report(log, findings, 0, new long[SUMS]);
  }

  private static LogAccess access(PipelineAccess pipeline) {
    return new LogAccess(
        KafkaClients.of(pipeline.bootstrapServers(), pipeline.kafkaConfig()),
        pipeline.name(),
        "audit");
  }

  private static AuditReport report(
      FollowedLog log, Findings findings, int partitions, long[] sums) {
    return new AuditReport(
        log.account().sequence(),
        log.linked(),
        log.head(),
        partitions,
        sums[0],
        sums[1],
        sums[2],
        findings.counts(),
        findings.first(),
        findings.notes());
  }

  AuditReport run(int threads) throws IOException {
    var log = new FollowedLog(kafka, findings, checkpoint, ChainHead.NONE);
    log.account().finish();
    List<String> partitions = log.partitions().stream().filter(scope::has).toList();
    progress.begin(partitions.size());
    long[] sums = new long[SUMS];
    var pool = new ForkJoinPool(threads); // partitions give parts of their work to it
    try {
      List<Callable<long[]>> work = new ArrayList<>();
      partitions.forEach(partition -> work.add(() -> partition(log, partition)));
      add(sums, pool.invokeAll(work));
      work.clear();
      new TreeMap<>(log.account().lanes())
          .forEach((key, lane) -> work.add(() -> lane(log, lane, found(key))));
      add(sums, pool.invokeAll(work));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Cannot audit: interrupted", e);
    } finally {
      pool.shutdownNow();
    }
    new UnknownFiles(files, log, findings, scope).find();
    return report(log, findings, partitions.size(), sums);
  }

  private static void add(long[] sums, List<Future<long[]>> done)
      throws InterruptedException, IOException {
    for (Future<long[]> each : done) {
      try {
        long[] more = each.get();
        for (int i = 0; i < sums.length; i++) {
          sums[i] += more[i];
        }
      } catch (ExecutionException e) {
        Throwable cause = innermost(e.getCause());
        throw new IOException("Cannot audit: " + cause.getMessage(), cause);
      }
    }
  }

  /** Without what the pool wraps it in: a plain exception, or a copy of its own class. */
  private static Throwable innermost(Throwable thrown) {
    Throwable cause = thrown.getCause();
    boolean isWrapper =
        cause != null
            && (thrown.getClass() == RuntimeException.class
                || thrown.getClass() == cause.getClass());
    return isWrapper ? innermost(cause) : thrown;
  }

  private LaneFound found(String lane) {
    return found.computeIfAbsent(lane, first -> new LaneFound());
  }

  private long[] partition(FollowedLog log, String partition) throws IOException {
    var recount = new PartitionRecount(files, log, findings, depth);
    recount
        .recount(partition)
        .forEach(
            (key, here) -> {
              LaneAccount lane = log.account().lanes().get(key);
              if (lane != null) {
                LaneFound all = found(key);
                synchronized (all) {
                  all.addAll(
                      here,
                      offset -> findings.add(Fault.ROW_TWICE, lane.at(offset), "in " + partition),
                      offset -> findings.add(Fault.ROW_TWICE, lane.at(offset), "in " + partition));
                }
              }
            });
    progress.add(recount.files(), recount.rows());
    return new long[] {recount.files(), recount.rows(), 0};
  }

  private long[] lane(FollowedLog log, LaneAccount lane, LaneFound here) {
    var recount = new LaneRecount(kafka, findings, scope, depth, lane, here);
    recount.againstLog(log.account().hasUnknownLoss());
    recount.againstKafka(log.account().hasExpiredSinceTheMoment());
    progress.say("Compared " + lane.lane().topicPartition() + " with Kafka");
    return new long[] {0, 0, recount.records()};
  }
}
