package dev.tributary.pipeline.audit;

import dev.tributary.pipeline.audit.found.ContentDigest;
import dev.tributary.pipeline.audit.found.ContentSums;
import dev.tributary.pipeline.audit.found.Fault;
import dev.tributary.pipeline.audit.found.Findings;
import dev.tributary.pipeline.audit.found.LaneFound;
import dev.tributary.pipeline.audit.kafka.AuditedKafka;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;

/** Compares what was found of one lane with the log, and with Kafka where it has the records. */
final class LaneRecount {
  private final AuditedKafka kafka;
  private final Findings findings;
  private final AuditScope scope;
  private final PartitionRecount.Depth depth;
  private final LaneAccount lane;
  private final LaneFound found;
  private final ContentSums contents = new ContentSums();
  private final ContentDigest digest = new ContentDigest();
  private boolean isCompacted;
  private boolean mayHaveExpired;
  private long next;
  private int part;
  private long excused;
  private long records;

  LaneRecount(
      AuditedKafka kafka,
      Findings findings,
      AuditScope scope,
      PartitionRecount.Depth depth,
      LaneAccount lane,
      LaneFound found) {
    this.kafka = kafka;
    this.findings = findings;
    this.scope = scope;
    this.depth = depth;
    this.lane = lane;
    this.found = found;
  }

  /**
   * Against the log.
   *
   * @param hasUnknownLoss whether fewer rows are no difference
   */
  void againstLog(boolean hasUnknownLoss) {
    found.rows().eachAlsoIn(lane.duplicates(), at -> row(at, "the log says: a duplicate"));
    found.rows().eachAlsoIn(lane.removed(), at -> row(at, "a rewrite removed it"));
    found.rows().eachAlsoIn(lane.deadLetters(), at -> row(at, "the log says: a dead letter"));
    found.rows().eachAlsoIn(lane.lost(), at -> row(at, "the log says: lost"));
    found
        .deadLetters()
        .eachNotIn(
            lane.deadLetters(),
            at -> {
              if (at >= lane.start()) { // the log was trimmed behind the others
                findings.add(Fault.DEAD_LETTER_UNEXPECTED, lane.at(at), "");
              }
            });
    if (scope.isAll()) {
      lane.deadLetters().eachNotIn(found.deadLetters(), at -> missing(at, hasUnknownLoss));
      for (int i = 0; i < lane.parts(); i++) {
        count(lane.part(i), hasUnknownLoss);
      }
    }
  }

  private void missing(long deadLetter, boolean hasUnknownLoss) {
    if (!hasUnknownLoss && !lane.excusedLetters().has(deadLetter)) {
      findings.add(Fault.DEAD_LETTER_MISSING, lane.at(deadLetter), "");
    }
  }

  private void row(long offset, String why) {
    findings.add(Fault.ROW_UNEXPECTED, lane.at(offset), why);
  }

  private void count(LaneAccount.Part part, boolean hasUnknownLoss) {
    long rows = found.rows().count(part.from(), part.to());
    long most = part.rows() - lane.removed().count(part.from(), part.to());
    String figures =
        "commits "
            + part.first()
            + " to "
            + part.last()
            + ", offsets up to "
            + (part.to() - 1)
            + ": log="
            + most
            + ", lake="
            + rows;
    if (rows > most) {
      findings.add(Fault.ROW_UNEXPECTED, lane.at(part.from()), figures);
    } else if (rows < most - part.excused() && !hasUnknownLoss) {
      findings.add(Fault.ROW_MISSING, lane.at(part.from()), figures);
    }
  }

  /**
   * Against Kafka, as far as it has the records.
   *
   * @param hasExpired whether a record without a row is no difference
   */
  void againstKafka(boolean hasExpired) {
    mayHaveExpired = hasExpired;
    next = begin();
    isCompacted = kafka.isCompacted(lane.lane().topic());
    boolean isRead = false;
    while (!isRead) { // again where retention deletes what is about to be read
      try (AuditedKafka.OpenRange range = kafka.lane(lane.lane()).orElse(null)) {
        if (range == null) {
          findings.note(
              "Kafka has no topic "
                  + lane.lane().topic()
                  + " with the ID "
                  + lane.lane().topicId()
                  + " any more: its rows are compared with the log alone");
          return;
        }
        isRead = read(range);
      }
    }
    leaveOutTo(end());
    if (comparesRoots()) {
      lane.roots().readTo(end(), this::addRoot);
    }
    finish();
  }

  /** Rows of commits before a trimmed log's begin are compared too, as far as Kafka has them. */
  private long begin() {
    long first = found.first();
    if (scope.isAll()) {
      return first < 0 ? lane.start() : Math.min(lane.start(), first);
    }
    return Math.max(0, first);
  }

  private long end() {
    return scope.isAll() ? lane.end() : found.last() + 1;
  }

  private boolean read(AuditedKafka.OpenRange range) {
    long end = end();
    if (range.begin() > next) {
      findings.note(
          "Kafka has deleted records of "
              + lane.lane().topicPartition()
              + ": those are compared with the log alone");
      next = range.begin();
    }
    if (comparesRoots()) {
      lane.roots().readFrom(next);
    }
    try {
      if (next < Math.min(end, range.end())) {
        range.fromWhile(
            next,
            record -> {
              if (record.offset() < end) {
                add(record);
              }
              return record.offset() < end - 1;
            });
      }
      return true;
    } catch (OffsetOutOfRangeException deletedMeanwhile) {
      return false;
    }
  }

  private void add(ConsumerRecord<byte[], byte[]> record) {
    long offset = record.offset();
    leaveOutTo(offset);
    next = offset + 1;
    records++;
    boolean isRow = found.rows().has(offset);
    boolean hasOutcome =
        isRow
            || lane.deadLetters().has(offset)
            || lane.duplicates().has(offset)
            || lane.removed().has(offset)
            || lane.lost().has(offset);
    boolean isInLog = offset >= lane.start();
    if (!hasOutcome && scope.isAll() && isInLog && !isExcused(offset) && !mayHaveExpired) {
      findings.add(Fault.RECORD_WITHOUT_OUTCOME, lane.at(offset), "");
    }
    LaneFound.Doubt doubt = found.doubts().remove(offset);
    if (doubt != null
        && (record.timestamp() < doubt.fromMillis() || record.timestamp() >= doubt.toMillis())) {
      findings.add(Fault.ROW_IN_WRONG_HOUR, lane.at(offset), "file=" + doubt.file());
    }
    if (depth == PartitionRecount.Depth.CONTENTS) {
      byte[] value = record.value() == null ? new byte[0] : record.value();
      compare(offset, isRow, value);
      if (comparesRoots()) {
        lane.roots().record(offset, value, this::addRoot);
      }
    }
  }

  /** A compacted topic has lost records. */
  private boolean comparesRoots() {
    return depth == PartitionRecount.Depth.CONTENTS && !isCompacted;
  }

  private void addRoot(long from, String figures) {
    findings.add(Fault.ROOT, lane.at(from), figures);
  }

  private void compare(long offset, boolean isRow, byte[] value) {
    Long letter = found.letterDigests().get(offset);
    if (isRow) {
      contents.add(offset, digest.of(offset, value));
    } else if (letter != null && letter != digest.of(offset, value).high()) {
      findings.add(Fault.DEAD_LETTER_CHANGED, lane.at(offset), "");
    }
  }

  /** Rows of a type that was forgotten: nobody knows which ones they were. */
  private boolean isExcused(long offset) {
    while (part < lane.parts() && lane.part(part).to() <= offset) {
      part++;
      excused = 0;
    }
    return part < lane.parts() && excused++ < lane.part(part).excused();
  }

  /** Rows between two records are rows of none. */
  private void leaveOutTo(long offset) {
    if (offset == next) {
      return; // as for nearly every record
    }
    for (long row = found.rows().next(next); row >= 0 && row < offset; ) {
      if (!isCompacted) {
        findings.add(Fault.ROW_WITHOUT_RECORD, lane.at(row), "");
      }
      row = found.rows().next(row + 1);
    }
  }

  private void finish() {
    contents.eachDifference(
        found.contents(),
        where -> findings.add(Fault.ROW_CHANGED, lane.lane().topicPartition() + " " + where, ""));
    long doubts = found.doubts().size() + found.doubtsLeftOut();
    if (doubts > 0) {
      findings.note(
          "Late rows in a later hour than their event's: Kafka can't tell when they came (rows="
              + doubts
              + ")");
    }
  }

  /** How many records of Kafka it read. */
  long records() {
    return records;
  }
}
