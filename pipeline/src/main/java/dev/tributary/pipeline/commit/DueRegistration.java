package dev.tributary.pipeline.commit;

import dev.tributary.ledger.read.CommitLogReader;
import dev.tributary.ledger.read.CommitState;
import dev.tributary.ledger.read.LogAccess;
import dev.tributary.ledger.record.LogRecord;
import dev.tributary.pipeline.lake.files.Lake;
import dev.tributary.pipeline.lake.metastore.MetastoreAddress;
import dev.tributary.pipeline.publish.LakePublishSteps;
import dev.tributary.pipeline.publish.RollForward;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.thrift.TException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the metastore must learn of the commits that a launch found unpublished. The launch has
 * moved their files; it does not wait for a metastore that does not answer.
 */
public final class DueRegistration implements Serializable {
  private static final Logger LOG = LoggerFactory.getLogger(DueRegistration.class);
  private static final Duration LAUNCH_WAITS = Duration.ofSeconds(10);

  private final LogAccess access;
  private final Lake lake;
  private final MetastoreAddress metastore;
  private final long upTo;

  /**
   * Of the commits up to a sequence.
   *
   * @param upTo the sequence of the launch, which has moved the files of all commits before it
   */
  public DueRegistration(
      LogAccess access, Lake lake, Optional<MetastoreAddress> metastore, long upTo) {
    this.access = access;
    this.lake = lake;
    this.metastore = metastore.orElse(null);
    this.upTo = upTo;
  }

  /**
   * Makes what the metastore lacks of tables and views.
   *
   * @return false when it did not answer within its deadline
   * @throws IllegalStateException when a table that is there can't be used
   */
  public static boolean makesTables(Lake lake, Optional<MetastoreAddress> metastore) {
    try (var publication = new LakePublishSteps(lake, metastore)) {
      publication.makeTables();
      return true;
    } catch (TException silent) {
      LOG.warn(
          "The metastore did not answer; tables and partitions are made when it does address={}"
              + " cause={}",
          metastore.orElseThrow(),
          silent.toString());
      return false;
    }
  }

  /**
   * Registers and marks the commits, if there are any, as far as that does not hold up a launch.
   *
   * @param state the log's, of this launch
   * @return false when the metastore did not answer, or there is more to do
   */
  public boolean isDone(CommitState state) {
    long end = System.nanoTime() + LAUNCH_WAITS.toNanos();
    try (var publication = publication()) {
      if (registers(publication, state, () -> System.nanoTime() < end)) {
        return true;
      }
      LOG.info("Left partitions to the workers commits={}", state.unpublished().size());
    } catch (TException silent) {
      LOG.warn(
          "The metastore did not answer; partitions are registered when it does commits={} cause={}",
          state.unpublished().size(),
          silent.toString());
    }
    return false;
  }

  private boolean registers(
      LakePublishSteps publication, CommitState state, BooleanSupplier hasTime) throws TException {
    List<LogRecord.Commit> due =
        state.unpublished().stream().filter(commit -> commit.sequence() <= upTo).toList();
    if (!new RollForward(due, publication).register(hasTime)) {
      return false;
    }
    if (!due.isEmpty()) {
      try (Producer<byte[], byte[]> producer = access.kafka().producer()) {
        var mark = new LogRecord.Published(LogRecord.FORMAT, upTo, state.snapshot());
        KafkaLogWriter.send(access, producer, mark);
      }
      LOG.info("Rolled unpublished commits forward up_to={} commits={}", upTo, due.size());
    }
    return true;
  }

  /** The whole of it, once: tables first, and the commits as the log has them now. */
  void attempt(LakePublishSteps publication) throws TException {
    publication.makeTables();
    registers(publication, CommitLogReader.read(access), () -> true);
  }

  LakePublishSteps publication() {
    return new LakePublishSteps(lake, Optional.ofNullable(metastore));
  }

  String owner() {
    return access.owner();
  }
}
