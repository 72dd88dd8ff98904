package dev.tributary.ledger.table;

import dev.tributary.ledger.account.Terms;
import dev.tributary.ledger.read.LogEntry;
import dev.tributary.ledger.record.FileSize;
import dev.tributary.ledger.record.Generation;
import dev.tributary.ledger.record.HivePath;
import dev.tributary.ledger.record.Lane;
import dev.tributary.ledger.record.LaneRange;
import dev.tributary.ledger.record.LogRecord;
import dev.tributary.ledger.record.NonRowOffsets;
import dev.tributary.ledger.record.StagedFile;
import dev.tributary.schemas.columns.LakeTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Makes rows of the log's records, oldest first, from any offset on. A swap that is in the log
 * again makes no second row; one that is undone takes its duplicates back. Pure.
 */
public final class CommitRows {
  private final Map<String, Lane> lanes = new HashMap<>();
  private final List<OpenSwap> open;

  /**
   * From an offset on.
   *
   * @param open what {@link #open} said there; nothing at the log's begin
   */
  public CommitRows(List<OpenSwap> open) {
    this.open = new ArrayList<>(open);
  }

  /**
   * Takes the next record. The newest snapshot before the first one may be given before it.
   *
   * @return its row, where it makes one
   */
  public Optional<CommitRow> add(LogEntry entry) {
    LogRecord record = entry.record();
    if (record instanceof LogRecord.Snapshot snapshot) {
      lanes.clear(); // wherever reading began, the newest one alone names lanes
      snapshot.positions().forEach((key, position) -> lanes.put(key, position.lane()));
    } else if (record instanceof LogRecord.Commit commit) {
      return Optional.of(row(entry.offset(), commit));
    } else if (record instanceof LogRecord.Swapped swapped) {
      return swap(entry.offset(), swapped);
    } else if (record instanceof LogRecord.Expired expired) {
      return Optional.of(row(entry.offset(), expired));
    } else if (record instanceof LogRecord.Retired retired) {
      open.removeIf(
          swap ->
              swap.partition().equals(retired.partition())
                  && swap.from().equals(retired.location()));
    }
    return Optional.empty();
  }

  /** The swaps that are not at their end. */
  public List<OpenSwap> open() {
    return List.copyOf(open);
  }

  private CommitRow row(long offset, LogRecord.Commit commit) {
    Map<String, LaneRange> ranges = new TreeMap<>(commit.batch().lanes());
    List<CommitRow.LaneCounts> counts = new ArrayList<>();
    ranges.forEach(
        (key, range) ->
            counts.add(
                lane(
                    key,
                    Optional.of(new CommitRow.Range(range.from(), range.to())),
                    new Terms(
                        range.rows(), range.deadLetters(), range.duplicates(), range.lost()))));
    return new CommitRow(
        CommitRow.Kind.COMMIT,
        OptionalLong.of(commit.sequence()),
        offset,
        Instant.parse(commit.at()),
        commit.owner(),
        counts,
        folders(commit.batch().files()),
        commit.batch().duplicatesByType(),
        commit.batch().deadLettersByReason(),
        Terms.NONE);
  }

  private static List<CommitRow.FolderCounts> folders(List<StagedFile> files) {
    Map<String, List<StagedFile>> byFolder = new TreeMap<>();
    for (StagedFile file : files) {
      byFolder
          .computeIfAbsent(HivePath.partitionOf(file.path()), folder -> new ArrayList<>())
          .add(file);
    }
    List<CommitRow.FolderCounts> folders = new ArrayList<>();
    byFolder.forEach(
        (folder, each) ->
            folders.add(
                folder(
                    folder,
                    OptionalLong.of(each.stream().mapToLong(StagedFile::rows).sum()),
                    each.size(),
                    OptionalLong.of(each.stream().mapToLong(StagedFile::bytes).sum()))));
    return folders;
  }

  private static CommitRow.FolderCounts folder(
      String partition, OptionalLong rows, long files, OptionalLong bytes) {
    List<String> values = HivePath.of(partition + "/file").values();
    return isOfEvents(partition)
        ? new CommitRow.FolderCounts(
            Optional.of(values.get(0)),
            values.get(1),
            Optional.of(values.get(2)),
            rows,
            files,
            bytes)
        : new CommitRow.FolderCounts(
            Optional.empty(), values.get(0), Optional.empty(), rows, files, bytes);
  }

  private static boolean isOfEvents(String partition) {
    return partition.startsWith(LakeTable.EVENTS.name() + "/");
  }

  /** The lane by its key where no snapshot says more: its topic was recreated since. */
  private CommitRow.LaneCounts lane(String key, Optional<CommitRow.Range> range, Terms terms) {
    Lane known = lanes.get(key);
    int dash = key.indexOf('-');
    return known == null
        ? new CommitRow.LaneCounts(
            Optional.empty(),
            Integer.parseInt(key.substring(0, dash)),
            key.substring(dash + 1),
            range,
            terms)
        : new CommitRow.LaneCounts(
            Optional.of(known.topic()), known.partition(), known.topicId(), range, terms);
  }

  private Optional<CommitRow> swap(long offset, LogRecord.Swapped swapped) {
    Map<String, Long> removed = removed(swapped.removed());
    if (swapped.changesLocation()) {
      OpenSwap swap = open(swapped, removed);
      Optional<OpenSwap> last = last(swapped.partition());
      if (last.filter(swap::isSame).isPresent()) {
        return Optional.empty();
      }
      last.filter(former -> former.isUndoneBy(swap))
          .ifPresent(
              undone -> undone.removed().forEach((lane, n) -> removed.merge(lane, -n, Long::sum)));
      open.removeIf(swap::isSame);
      open.add(open(swapped, removed));
    }
    return Optional.of(row(offset, swapped, removed));
  }

  private static OpenSwap open(LogRecord.Swapped swapped, Map<String, Long> removed) {
    return new OpenSwap(
        swapped.partition(), swapped.from().location(), swapped.to().location(), removed);
  }

  private Optional<OpenSwap> last(String partition) {
    return open.stream()
        .filter(swap -> swap.partition().equals(partition))
        .reduce((former, later) -> later);
  }

  private static Map<String, Long> removed(List<NonRowOffsets> parts) {
    Map<String, Long> removed = new TreeMap<>();
    parts.forEach(part -> removed.merge(part.lane(), (long) part.duplicates().size(), Long::sum));
    return removed;
  }

  private CommitRow row(long offset, LogRecord.Swapped swapped, Map<String, Long> removed) {
    List<CommitRow.LaneCounts> counts = new ArrayList<>();
    removed.forEach(
        (lane, rows) -> counts.add(lane(lane, Optional.empty(), new Terms(-rows, 0, rows, 0))));
    long all = removed.values().stream().mapToLong(Long::longValue).sum();
    boolean hasTypes = all != 0 && isOfEvents(swapped.partition());
    CommitRow.FolderCounts folder = folder(swapped, all);
    return new CommitRow(
        CommitRow.Kind.SWAP,
        OptionalLong.empty(),
        offset,
        Instant.parse(swapped.at()),
        swapped.owner(),
        counts,
        List.of(folder),
        hasTypes ? Map.of(folder.eventType().orElseThrow(), all) : Map.of(),
        Map.of(),
        Terms.NONE);
  }

  /** Files whose length nobody knows were adopted. */
  private static CommitRow row(long offset, LogRecord.Expired expired) {
    List<FileSize> sizes = expired.from().sizes();
    long rows = expired.from().rows();
    boolean areKnown = sizes.stream().allMatch(size -> size.bytes() > 0);
    long bytes = sizes.stream().mapToLong(FileSize::bytes).sum();
    return new CommitRow(
        CommitRow.Kind.EXPIRED,
        OptionalLong.empty(),
        offset,
        Instant.parse(expired.at()),
        expired.owner(),
        List.of(),
        List.of(
            folder(
                expired.partition(),
                OptionalLong.of(-rows),
                -sizes.size(),
                areKnown ? OptionalLong.of(-bytes) : OptionalLong.empty())),
        Map.of(),
        Map.of(),
        Terms.ofExpired(expired.partition(), rows));
  }

  /** A rewrite takes away no rows but duplicates; of files that were adopted nobody counted any. */
  private static CommitRow.FolderCounts folder(LogRecord.Swapped swapped, long removed) {
    Generation from = swapped.from();
    Generation to = swapped.to();
    boolean areKnown = isKnown(from) && isKnown(to);
    long bytes = to.sizes().stream().mapToLong(FileSize::bytes).sum();
    bytes -= from.sizes().stream().mapToLong(FileSize::bytes).sum();
    return folder(
        swapped.partition(),
        swapped.changesLocation() ? OptionalLong.of(-removed) : OptionalLong.empty(),
        (long) to.files().size() - from.files().size(),
        areKnown ? OptionalLong.of(bytes) : OptionalLong.empty());
  }

  private static boolean isKnown(Generation generation) {
    return generation.sizes().size() == generation.files().size();
  }
}
