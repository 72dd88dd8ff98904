package dev.tributary.pipeline.write;

import dev.tributary.ledger.proof.RecordTree;
import dev.tributary.ledger.record.Lane;
import dev.tributary.ledger.record.LaneRange;
import dev.tributary.ledger.record.NonRowOffsets;
import dev.tributary.ledger.record.Offsets;
import dev.tributary.pipeline.lane.RecordTimes;
import dev.tributary.pipeline.outcome.Outcome;
import dev.tributary.schemas.rules.Rejection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Counts the outcomes of one lane in one batch, and proves that none is missing between them. */
final class LaneTally {
  private static final int MAX_FIELD = 100;
  private static final int MAX_FIELDS = 100;

  private final Lane lane;
  private final Optional<RecordTree> tree;
  private final long from;
  private final List<Long> duplicates = new ArrayList<>();
  private final List<Long> inHourOfRecord = new ArrayList<>();
  private final TreeMap<Long, Rejection> deadLetters = new TreeMap<>();
  private final Set<Long> withoutText = new HashSet<>();
  private long to;
  private long rows;
  private long lost;
  private final List<Long> lostPairs = new ArrayList<>();
  private long lastMillis;

  /**
   * Of a batch that begins with the outcome.
   *
   * @param proofs whether it makes a root over the records
   */
  LaneTally(Lane lane, Proofs proofs, Outcome first) {
    this.lane = lane;
    this.tree = proofs == Proofs.ON ? Optional.of(new RecordTree()) : Optional.empty();
    from = first.from();
    to = from;
  }

  /**
   * Counts one outcome.
   *
   * @param nowMillis the worker's clock, which says how far the record's stamp is believed
   */
  void add(Outcome outcome, long nowMillis) {
    if (outcome.from() != to || outcome.offset() < to) {
      throw new IllegalStateException(
          "Cannot add offset "
              + outcome.offset()
              + " of lane "
              + outcome.lane()
              + " to the batch: it continues "
              + outcome.from()
              + ", the batch stands at "
              + to);
    }
    to = outcome.offset() + 1;
    if (!RecordTimes.isAbsurd(outcome.recordMillis(), nowMillis)) {
      lastMillis = Math.max(lastMillis, RecordTimes.believed(outcome.recordMillis(), nowMillis));
    }
    if (outcome.kind() != Outcome.Kind.LOST) {
      tree.ifPresent(records -> records.add(outcome.offset(), outcome.value()));
    }
    switch (outcome.kind()) {
      case ROW -> addRow(outcome);
      case DUPLICATE -> duplicates.add(outcome.offset());
      case DEAD_LETTER -> deadLetters.put(outcome.offset(), outcome.rejection());
      case LOST -> addLost(outcome.from());
    }
  }

  private void addLost(long first) {
    lost += to - first;
    boolean continues = !lostPairs.isEmpty() && lostPairs.get(lostPairs.size() - 1) == first;
    if (continues) {
      lostPairs.remove(lostPairs.size() - 1);
    } else {
      lostPairs.add(first);
    }
    lostPairs.add(to);
  }

  private void addRow(Outcome outcome) {
    rows++;
    if (outcome.isInHourOfRecord()) {
      inHourOfRecord.add(outcome.offset());
    }
  }

  /** What was counted as a row, or as a dead letter of another reason, is this one. */
  void reject(long offset, Rejection why) {
    rows -= deadLetters.containsKey(offset) ? 0 : 1;
    deadLetters.put(offset, why);
  }

  /** The dead letter stays one, but its text can't be written. */
  void leaveOutText(long offset) {
    withoutText.add(offset);
  }

  boolean isWithoutText(long offset) {
    return withoutText.contains(offset);
  }

  Lane lane() {
    return lane;
  }

  /** The first offset. */
  long from() {
    return from;
  }

  /** The offset after the last one. */
  long to() {
    return to;
  }

  /** How many of the records are rows of events. */
  long rows() {
    return rows;
  }

  boolean isDuplicate(long offset) {
    return Collections.binarySearch(duplicates, offset) >= 0;
  }

  /** Whether the row is in the hour of its record, not in the event's own. */
  boolean isInHourOfRecord(long offset) {
    return Collections.binarySearch(inHourOfRecord, offset) >= 0;
  }

  /** Why the record is a dead letter; null for one that is none. */
  Rejection rejection(long offset) {
    return deadLetters.get(offset);
  }

  /** Why records are dead letters, one for each of them. */
  Iterable<Rejection> rejections() {
    return deadLetters.values();
  }

  LaneRange range() {
    return new LaneRange(
        from,
        to,
        rows,
        duplicates.size(),
        deadLetters.size(),
        lost,
        lastMillis,
        tree.map(RecordTree::root).orElse(""));
  }

  /** The offsets that made no row of events, for the log. */
  NonRowOffsets nonRows() {
    Map<String, Map<String, List<Long>>> byCause = new TreeMap<>();
    deadLetters.forEach(
        (offset, why) -> {
          var byField = byCause.computeIfAbsent(why.reason().name(), each -> new TreeMap<>());
          byField.computeIfAbsent(field(why, byField), each -> new ArrayList<>()).add(offset);
        });
    List<NonRowOffsets.DeadLetters> causes = new ArrayList<>();
    byCause.forEach(
        (reason, byField) ->
            byField.forEach(
                (field, offsets) ->
                    causes.add(new NonRowOffsets.DeadLetters(reason, field, Offsets.of(offsets)))));
    return new NonRowOffsets(lane.key(), Offsets.of(duplicates), causes, Offsets.of(lostPairs));
  }

  /** A sender can name a field as it likes: long names and too many of them are left out. */
  private static String field(Rejection why, Map<String, List<Long>> byField) {
    String field = why.field();
    boolean isShort = field.length() <= MAX_FIELD;
    return isShort && (byField.containsKey(field) || byField.size() < MAX_FIELDS) ? field : "";
  }
}
