package dev.tributary.ledger.lookup;

import dev.tributary.ledger.read.LogEntry;
import dev.tributary.ledger.record.LanePosition;
import dev.tributary.ledger.record.LaneRange;
import dev.tributary.ledger.record.LogRecord;
import dev.tributary.ledger.record.NonRowOffsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The newest commits of a log in memory, up to a number of bytes, and how far each lane is
 * committed and published, and the newest swaps of their files. A commit that does not continue the
 * state before it is left out, as any other record that the log's owner can't have written. Thread
 * safe.
 */
public final class RecentCommits {
  /** What a batch takes beside its bytes: an array's head, and its place in the list. */
  private static final int BATCH_BYTES = 24;

  private final long maxBytes;
  private final LaneNumbers numbers = new LaneNumbers();
  private final Map<String, LanePosition> positions = new HashMap<>();
  private final Map<String, Long> published = new HashMap<>();
  private final Map<String, LaneRanges> ranges = new HashMap<>();
  private final List<byte[]> batches = new ArrayList<>();
  private final Deque<Unpublished> unpublished = new ArrayDeque<>();
  private final List<NonRowOffsets> parts = new ArrayList<>();
  private final Swaps swaps = new Swaps();
  private int first;
  private long firstBatch;
  private long bytes;
  private long sequence = -1;
  private long publishedUpTo = -1;
  private long newestMillis;
  private long nextOffset;

  /** Lanes that are published up to these offsets once the state is. */
  private record Unpublished(long sequence, Map<String, Long> lanes) {}

  /**
   * Of no record yet.
   *
   * @param maxBytes how much of the heap commits may take, about
   */
  public RecentCommits(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** Takes the next record of the log. */
  public synchronized void add(LogEntry entry) {
    nextOffset = entry.offset() + 1;
    LogRecord record = entry.record();
    if (record instanceof LogRecord.Snapshot snapshot) {
      add(snapshot);
    } else if (record instanceof LogRecord.NonRows part) {
      add(part);
    } else if (record instanceof LogRecord.Commit commit) {
      add(commit);
    } else if (record instanceof LogRecord.Published mark) {
      publish(mark.sequence());
    } else if (record instanceof LogRecord.Swapped swapped) {
      swaps.add(swapped);
    } else if (record instanceof LogRecord.Expired expired) {
      swaps.add(expired);
    }
  }

  private void add(LogRecord.Snapshot snapshot) {
    if (snapshot.sequence() <= sequence) {
      forgetAll(); // another log took this one's place
    }
    sequence = snapshot.sequence();
    parts.clear();
    Map<String, Long> offsets = new HashMap<>();
    snapshot
        .positions()
        .forEach(
            (lane, position) -> {
              positions.put(lane, position);
              offsets.put(lane, position.offset());
            });
    unpublished.add(new Unpublished(sequence - 1, offsets)); // all commits before it
    publish(snapshot.published());
  }

  private void forgetAll() {
    positions.clear();
    published.clear();
    ranges.clear();
    batches.clear();
    unpublished.clear();
    swaps.clear();
    firstBatch = 0;
    first = 0;
    bytes = 0;
    publishedUpTo = -1;
  }

  private void add(LogRecord.NonRows part) {
    if (part.sequence() == sequence + 1) {
      parts.add(part.offsets());
    }
  }

  private void add(LogRecord.Commit commit) {
    boolean continues =
        commit.sequence() == sequence + 1
            && commit.nonRows() == parts.size()
            && commit.batch().lanes().entrySet().stream()
                .allMatch(lane -> isNext(lane.getKey(), lane.getValue()));
    if (continues) {
      sequence = commit.sequence();
      keep(CommittedBatch.of(commit, parts));
      Map<String, Long> ends = new HashMap<>();
      commit
          .batch()
          .lanes()
          .forEach(
              (lane, range) -> {
                positions.put(lane, positions.get(lane).after(range));
                ends.put(lane, range.to());
              });
      unpublished.add(new Unpublished(sequence, ends));
    }
    parts.clear();
  }

  private boolean isNext(String lane, LaneRange range) {
    LanePosition position = positions.get(lane);
    return position != null && position.offset() == range.from();
  }

  private void keep(CommittedBatch batch) {
    byte[] packed = PackedBatch.pack(batch, numbers);
    long number = firstBatch + batches.size() - first;
    batches.add(packed);
    batch
        .ranges()
        .forEach(
            (lane, range) ->
                ranges.computeIfAbsent(lane, none -> new LaneRanges()).add(range.to(), number));
    bytes += bytesOf(packed, batch);
    newestMillis = Math.max(newestMillis, batch.atMillis());
    while (bytes > maxBytes && batches.size() - first > 1) {
      forgetFirst();
    }
  }

  private static long bytesOf(byte[] packed, CommittedBatch batch) {
    return packed.length + BATCH_BYTES + (long) LaneRanges.BYTES * batch.ranges().size();
  }

  private void forgetFirst() {
    byte[] packed = batches.set(first, null);
    CommittedBatch batch = PackedBatch.unpack(packed, numbers);
    batch.ranges().keySet().forEach(lane -> ranges.get(lane).removeFirst());
    bytes -= bytesOf(packed, batch);
    first++;
    firstBatch++;
    if (first > batches.size() / 2) {
      batches.subList(0, first).clear();
      first = 0;
    }
  }

  private void publish(long upTo) {
    publishedUpTo = Math.max(publishedUpTo, upTo);
    while (!unpublished.isEmpty() && unpublished.peek().sequence() <= publishedUpTo) {
      published.putAll(unpublished.remove().lanes());
    }
  }

  /** What the record became, if its commit is in memory. */
  public synchronized Optional<RecordOutcome> find(String lane, long offset) {
    LaneRanges ofLane = ranges.get(lane);
    long batch = ofLane == null ? -1 : ofLane.batchOf(offset);
    if (batch < 0) {
      return Optional.empty();
    }
    byte[] packed = batches.get((int) (batch - firstBatch) + first);
    return PackedBatch.unpack(packed, numbers)
        .outcome(lane, offset)
        .map(outcome -> swaps.now(outcome, lane, offset));
  }

  /** What a search in the log found of a record, with the files that can hold it now. */
  public synchronized RecordOutcome now(RecordOutcome found, String lane, long offset) {
    return swaps.now(found, lane, offset);
  }

  /** How far the lane is committed; none for a lane that the log does not know. */
  public synchronized Optional<LanePosition> position(String lane) {
    return Optional.ofNullable(positions.get(lane));
  }

  /** Up to which offset all commits of the lane are published; 0 where that is not known. */
  public synchronized long publishedOffset(String lane) {
    return published.getOrDefault(lane, 0L);
  }

  /** The lanes of a partition: one for each incarnation of its topic. */
  public synchronized List<LanePosition> lanes(String topic, int partition) {
    return positions.values().stream()
        .filter(lane -> lane.topic().equals(topic) && lane.partition() == partition)
        .toList();
  }

  /** How far all lanes are committed. */
  public synchronized List<LanePosition> lanes() {
    return List.copyOf(positions.values());
  }

  /** All commits up to this state are published; -1 where none is. */
  public synchronized long published() {
    return publishedUpTo;
  }

  /** When the newest commit was written, ms since the epoch; 0 where no commit was read. */
  public synchronized long newestMillis() {
    return newestMillis;
  }

  /** Whether no state of the log was read. */
  public synchronized boolean isEmpty() {
    return sequence < 0;
  }

  /** The offset after the last record that was read. */
  public synchronized long nextOffset() {
    return nextOffset;
  }

  /** About how many bytes the commits and swaps take. */
  public synchronized long bytes() {
    return bytes + swaps.bytes();
  }
}
