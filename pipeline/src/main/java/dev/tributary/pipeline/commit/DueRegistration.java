package dev.tributary.pipeline.commit;

import dev.tributary.pipeline.lake.Lake;
import dev.tributary.pipeline.lake.MetastoreAddress;
import java.io.Serializable;
import java.util.Optional;
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
    try (var publication = new Publication(lake, metastore)) {
      publication.makeTables();
      return true;
    } catch (TException silent) {
      LOG.warn(
          "The metastore did not answer; tables and partitions are made when it does address={}"
              + " cause={}",
          metastore,
          silent.toString());
      return false;
    }
  }

  /**
   * Registers and marks the commits, if there are any.
   *
   * @param state the log's, of this launch
   * @return false when the metastore did not answer within its deadline
   */
  public boolean isDone(CommitState state) {
    try (var publication = publication()) {
      register(publication, state);
      return true;
    } catch (TException silent) {
      LOG.warn(
          "The metastore did not answer; partitions are registered when it does commits={} cause={}",
          state.unpublished().size(),
          silent.toString());
      return false;
    }
  }

  private void register(Publication publication, CommitState state) throws TException {
    boolean any = false;
    for (LogRecord.Commit commit : state.unpublished()) {
      if (commit.sequence() <= upTo) {
        publication.register(commit);
        any = true;
      }
    }
    if (any) {
      try (Producer<byte[], byte[]> producer = access.kafka().producer()) {
        LogWriter.mark(access, producer, upTo);
      }
      LOG.info("Rolled unpublished commits forward up_to={}", upTo);
    }
  }

  /** The whole of it, once: tables first, and the commits as the log has them now. */
  void attempt(Publication publication) throws TException {
    publication.makeTables();
    register(publication, CommitLogReader.read(access));
  }

  Publication publication() {
    return new Publication(lake, Optional.ofNullable(metastore));
  }

  String owner() {
    return access.owner();
  }
}
