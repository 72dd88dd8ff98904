package dev.tributary.ledger.proof;

import dev.tributary.ledger.kafka.PartitionRecords;
import dev.tributary.ledger.lookup.LogSearch;
import dev.tributary.ledger.read.LogAccess;
import dev.tributary.ledger.record.LaneRange;
import dev.tributary.ledger.record.LogRecord;
import dev.tributary.ledger.record.Position;
import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/**
 * Makes the proof of one record: it finds the record's commit in the log, and reads that commit's
 * records of the lane from Kafka once more. It needs all of them.
 */
public final class ProofSearch {
  private static final Base64.Encoder BASE64 = Base64.getEncoder();

  private final LogAccess log;
  private final Position at;

  private ProofSearch(LogAccess log, Position at) {
    this.log = log;
    this.at = at;
  }

  /**
   * What was found.
   *
   * @param proof the proof
   * @param value the record's value
   * @param commit its commit, whose record has the root
   */
  public record Proven(RecordProof proof, byte[] value, LogRecord.Commit commit) {}

  /**
   * The proof of a record of a topic as it is now.
   *
   * @throws IllegalStateException when there is none; the message says why
   */
  public static Proven of(LogAccess log, Position at) throws InterruptedException {
    return new ProofSearch(log, at).proof();
  }

  private Proven proof() throws InterruptedException {
    String lane = at.partition() + "-" + topicId();
    LogRecord.Commit commit = commit(lane);
    LaneRange range = commit.batch().lanes().get(lane);
    if (range.root().isEmpty()) {
      throw none("commit " + commit.sequence() + " has no root: it was written with --proofs=off");
    }
    var path = new RecordPath();
    Found found = read(range, path);
    if (!path.root().equals(range.root())) {
      throw none(
          "Kafka's records have another root than commit %d (log=%s, Kafka=%s)"
              .formatted(commit.sequence(), range.root(), path.root()));
    }
    if (found == null) {
      throw none("Kafka has no record there");
    }
    var proof =
        new RecordProof(
            at.toString(),
            lane,
            commit.sequence(),
            BASE64.encodeToString(new TreeHash().value(found.value())),
            found.leaf(),
            path.leaves(),
            text(path.of(found.leaf())));
    return new Proven(proof, found.value(), commit);
  }

  private record Found(int leaf, byte[] value) {}

  private String topicId() throws InterruptedException {
    try (Admin admin = log.kafka().admin()) {
      Uuid id =
          admin.describeTopics(List.of(at.topic())).allTopicNames().get().get(at.topic()).topicId();
      return id.toString();
    } catch (ExecutionException e) {
      throw new IllegalStateException(
          "Cannot prove " + at + ": " + e.getCause().getMessage(), e.getCause());
    }
  }

  private LogRecord.Commit commit(String lane) {
    try (var records = new PartitionRecords(log.kafka(), log.partition())) {
      return LogSearch.commitOf(records, lane, at.offset())
          .orElseThrow(() -> none("the commit log " + log.topic() + " has no commit of it"));
    }
  }

  /** Reads all records of the range, and gives out the one that is asked for, or null. */
  private Found read(LaneRange range, RecordPath path) {
    Found[] found = {null};
    var partition = new TopicPartition(at.topic(), at.partition());
    try (var records = new PartitionRecords(log.kafka(), partition)) {
      if (records.begin() > range.from()) {
        throw deleted(range);
      }
      records.fromWhile(
          range.from(),
          record -> {
            if (record.offset() < range.to()) {
              byte[] value = record.value() == null ? new byte[0] : record.value();
              if (record.offset() == at.offset()) {
                found[0] = new Found(path.leaves(), value);
              }
              path.add(record.offset(), value);
            }
            return record.offset() < range.to() - 1;
          });
    } catch (OffsetOutOfRangeException deletedMeanwhile) {
      throw deleted(range);
    }
    return found[0];
  }

  private IllegalStateException deleted(LaneRange range) {
    return none(
        "Kafka has deleted records of its commit (offsets %d to %d), and a proof needs all of them"
            .formatted(range.from(), range.to() - 1));
  }

  private IllegalStateException none(String why) {
    return new IllegalStateException("Cannot prove " + at + ": " + why);
  }

  private static String text(List<byte[]> path) {
    var bytes = new ByteArrayOutputStream();
    path.forEach(bytes::writeBytes);
    return BASE64.encodeToString(bytes.toByteArray());
  }
}
