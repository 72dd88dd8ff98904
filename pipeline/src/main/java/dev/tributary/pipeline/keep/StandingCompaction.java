package dev.tributary.pipeline.keep;

import dev.tributary.ledger.read.LogAccess;
import dev.tributary.pipeline.PipelineAccess;
import dev.tributary.pipeline.history.FilesCheckpoints;
import dev.tributary.pipeline.job.LaunchEndedException;
import dev.tributary.pipeline.lake.files.Lake;
import dev.tributary.pipeline.lake.metastore.MetastoreAddress;
import dev.tributary.pipeline.retain.RetentionPlan;
import dev.tributary.pipeline.retain.RetentionRules;
import dev.tributary.schemas.rules.RetentionTime;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.thrift.TException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compaction that runs by itself: it follows the log, and becomes the keeper for as long as there
 * is something to do. It waits for a Kafka or a metastore that is down, and for a keeper that
 * somebody started; an hour that cannot be compacted rests before it is tried again. At its start
 * and then once per day it takes rows out that are older than they are kept. One thread.
 */
public final class StandingCompaction implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StandingCompaction.class);

  /** The names of such keepers begin so: one that was started again need not wait for itself. */
  private static final String KIND = "standing-";

  /** No batch takes longer; a keeper that wrote nothing for so long is gone. */
  private static final Duration OTHERS_TURN = Duration.ofMinutes(30);

  private static final Duration REST = Duration.ofHours(1);
  private static final Duration RETAINS_EVERY = Duration.ofDays(1);
  private static final int LONGEST_PAUSE = 10;

  private final PipelineAccess pipeline;
  private final MetastoreAddress metastore;
  private final CompactionRules rules;
  private final RetentionRules retention;
  private final PipelineOptions options;
  private final String owner = KIND + UUID.randomUUID();
  private final Map<String, Instant> resting = new HashMap<>();
  private KafkaKeeperLog log;
  private Instant retainsNext = Instant.EPOCH;
  private boolean wasKeeper;
  private String said = "";

  /**
   * Asks nothing yet.
   *
   * @param retention how long rows stay
   * @param options which runner rewrites
   */
  public StandingCompaction(
      PipelineAccess pipeline,
      MetastoreAddress metastore,
      CompactionRules rules,
      RetentionRules retention,
      PipelineOptions options) {
    this.pipeline = pipeline;
    this.metastore = metastore;
    this.rules = rules;
    this.retention = retention;
    this.options = options;
  }

  /** Looks what there is to do once in a while, until it is interrupted. */
  public void run(Duration every) throws InterruptedException {
    LOG.info("Compacts by itself every={} quiet={} grace={}", every, rules.quiet(), rules.grace());
    LOG.info(
        "Keeps rows events={} dead_letters={} by_type={} (PT0S: for ever)",
        RetentionTime.text(retention.events()),
        RetentionTime.text(retention.deadLetters()),
        new TreeMap<>(retention.byType()));
    int pause = 1;
    while (true) {
      TimeUnit.MILLISECONDS.sleep(every.toMillis() * pause);
      pause = look(Instant.now()) ? 1 : Math.min(2 * pause, LONGEST_PAUSE);
    }
  }

  /** False when it has to be tried again. */
  private boolean look(Instant now) {
    try {
      compact(now);
      if (!said.isEmpty()) {
        LOG.info("Compacts again");
        said = "";
      }
      return true;
    } catch (TException | IOException e) { // what the log said is still right
      leave();
      return waits(e);
    } catch (RuntimeException e) {
      forgetLog();
      return waits(e);
    }
  }

  /** Says it once, however long it lasts. */
  private boolean waits(Exception why) {
    String reason = LaunchEndedException.describe(why);
    if (!reason.equals(said)) {
      LOG.warn("Cannot compact now, and tries again: {}", reason);
      said = reason;
    }
    return false;
  }

  private void compact(Instant now) throws IOException, TException {
    if (log == null) {
      LogAccess access = Compaction.access(pipeline, owner);
      Lake lake = new Lake(pipeline.lake());
      log = KafkaKeeperLog.follow(access, FilesCheckpoints.newest(access, lake));
    }
    log.refresh();
    resting.values().removeIf(until -> !until.isAfter(now));
    boolean retains = !now.isBefore(retainsNext);
    if (retains && old(now).partitions().isEmpty()) {
      retainsNext = now.plus(RETAINS_EVERY);
      retains = false;
    }
    if (!retains && !hasWork(now) || isOthersTurn(now)) {
      return;
    }
    wasKeeper = true;
    log.become();
    if (retains) {
      retain(now);
    }
    var compaction = new Compaction(new Lake(pipeline.lake()), rules, log, metastore);
    Set<String> failed = new HashSet<>(plan(now).partitions());
    Compaction.Done done = compaction.run(options, LOG::info, Set.copyOf(resting.keySet()));
    log.leave();
    failed.retainAll(plan(now).partitions());
    failed.forEach(partition -> resting.put(partition, now.plus(REST)));
    report(done);
  }

  private RetentionPlan old(Instant now) {
    return Retention.plan(log.lake(), retention, partition -> true, now);
  }

  private void retain(Instant now) throws IOException, TException {
    var files = new Lake(pipeline.lake()).files();
    var keeper = new Keeper(log, files, new HiveLocating(metastore, files), rules.grace());
    Retention.Done done = new Retention(log, keeper, retention, each -> true).run(LOG::info);
    retainsNext = now.plus(RETAINS_EVERY);
    LOG.info(
        "Took out partitions={} files={} rows={} bytes={} waiting={}",
        done.expired().partitions().size(),
        done.expired().files(),
        done.expired().rows(),
        done.expired().bytes(),
        done.waiting().size());
  }

  private boolean hasWork(Instant now) {
    return !plan(now).hours().isEmpty()
        || log.lake().open().all().stream()
            .anyMatch(swap -> swap.until().map(until -> !until.isAfter(now)).orElse(true));
  }

  private CompactionPlan plan(Instant now) {
    return CompactionPlan.of(log.lake(), rules, now).without(resting.keySet());
  }

  private boolean isOthersTurn(Instant now) {
    LakePartitions lake = log.lake();
    boolean isOurs = lake.keeper().equals(owner) || !wasKeeper && lake.keeper().startsWith(KIND);
    return !isOurs && lake.keeperAt().plus(OTHERS_TURN).isAfter(now);
  }

  private static void report(Compaction.Done done) {
    LOG.info(
        "Compacted hours={} files={} into={} bytes={} into_bytes={} duplicates={} retired={}",
        done.hours(),
        done.filesBefore(),
        done.filesAfter(),
        done.bytesBefore(),
        done.bytesAfter(),
        done.duplicates(),
        done.retired());
    done.failures().forEach(failure -> LOG.warn("Left an hour as it is: {}", failure));
  }

  private void leave() {
    if (log != null) {
      log.leave();
    }
  }

  private void forgetLog() {
    KafkaKeeperLog former = log;
    log = null;
    if (former != null) {
      former.close();
    }
  }

  @Override
  public void close() {
    forgetLog();
  }
}
