package dev.tributary.pipeline.audit;

import dev.tributary.ledger.account.Ledger;
import dev.tributary.ledger.read.LakeManifest;
import dev.tributary.ledger.read.LogCheckpoint;
import dev.tributary.ledger.read.LogEntry;
import dev.tributary.ledger.record.FileSize;
import dev.tributary.ledger.record.HivePath;
import dev.tributary.ledger.record.LaneRange;
import dev.tributary.ledger.record.LogRecord;
import dev.tributary.ledger.record.NonRowOffsets;
import dev.tributary.ledger.record.StagedFile;
import dev.tributary.pipeline.audit.found.Fault;
import dev.tributary.pipeline.audit.found.Findings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** What the log says the lake must hold: files with their rows, and the outcomes of each lane. */
final class LogAccount {
  private final LogScan scan;
  private final Findings findings;
  private final Ledger ledger = new Ledger();
  private final LakeManifest manifest = new LakeManifest(path -> true);
  private final Map<String, FileSize> sizes = new HashMap<>();
  private final Map<String, LaneAccount> lanes = new TreeMap<>();
  private final TreeMap<Long, List<StagedFile>> unpublished = new TreeMap<>();
  private final Set<String> adopted = new HashSet<>();
  private final Map<String, LogRecord.Swapped> removing = new HashMap<>();
  private final List<NonRowOffsets> parts = new ArrayList<>();
  private final ExpiredFiles expired;
  private long sequence = -1;
  private boolean isTrimmed;
  private boolean hasCheckpoint;

  LogAccount(LogScan scan, Findings findings) {
    this.scan = scan;
    this.findings = findings;
    this.expired = new ExpiredFiles(findings);
  }

  /** Takes the files that were valid where the log begins. */
  void begin(LogCheckpoint checkpoint) {
    hasCheckpoint = !checkpoint.equals(LogCheckpoint.NONE);
    for (LogRecord record : checkpoint.records()) {
      manifest.add(record);
      if (record instanceof LogRecord.Swapped files) {
        take(files, files.to().sizes().isEmpty());
      }
    }
  }

  /** Takes the files of a swap, whose rows are known by file or not at all. */
  private void take(LogRecord.Swapped swapped, boolean isAdopted) {
    for (int i = 0; i < swapped.to().files().size(); i++) {
      String home = HivePath.homeOf(swapped.to().files().get(i));
      if (isAdopted) {
        adopted.add(home);
      } else if (!swapped.to().sizes().isEmpty()) {
        sizes.put(home, swapped.to().sizes().get(i));
      }
    }
  }

  /** Takes the next record of the log. */
  void add(LogEntry entry) {
    LogRecord record = entry.record();
    ledger.add(record);
    manifest.add(record);
    if (record instanceof LogRecord.State state) {
      checkNumber(state);
    }
    if (record instanceof LogRecord.Snapshot snapshot) {
      snapshot
          .positions()
          .forEach(
              (key, position) ->
                  lanes.computeIfAbsent(
                      key, lane -> new LaneAccount(position.lane(), position.offset())));
      unpublished.headMap(snapshot.published(), true).clear();
    } else if (record instanceof LogRecord.NonRows part) {
      parts.add(part.offsets());
      lane(part.offsets(), LaneAccount::add);
    } else if (record instanceof LogRecord.Commit commit) {
      add(commit);
    } else if (record instanceof LogRecord.Published mark) {
      unpublished.headMap(mark.sequence(), true).clear();
    } else if (record instanceof LogRecord.Swapped swapped) {
      add(swapped);
    } else if (record instanceof LogRecord.Expired gone) {
      Function<String, FileSize> known = this::size;
      expired.add(gone, Optional.of(known).filter(sizes -> !isTrimmed), adopted);
      gone.from().files().forEach(file -> sizes.remove(HivePath.homeOf(file)));
    }
    if (record instanceof LogRecord.State) {
      parts.clear();
    }
  }

  /** The ledger compares the numbers of commits. */
  private void checkNumber(LogRecord.State state) {
    if (sequence < 0 && state.sequence() > 0) {
      isTrimmed = true;
      findings.note(
          "The log begins with state "
              + state.sequence()
              + ": what was committed before is checked by file and position, not by commit");
    } else if (state instanceof LogRecord.Snapshot && state.sequence() != sequence + 1) {
      findings.add(Fault.LOG, "state " + state.sequence(), "it comes after state " + sequence);
    }
    sequence = state.sequence();
  }

  private void add(LogRecord.Commit commit) {
    long excused = 0;
    for (StagedFile file : commit.batch().files()) {
      sizes.put(HivePath.homeOf(file.path()), new FileSize(file.rows(), file.bytes()));
      boolean isExcused = scan.excuses(commit.sequence(), file);
      if (isExcused && file.eventType().isPresent()) {
        excused += file.rows();
      } else if (isExcused) {
        parts.forEach(part -> lane(part, LaneAccount::excuse));
      }
    }
    for (Map.Entry<String, LaneRange> range : commit.batch().lanes().entrySet()) {
      LaneAccount lane = lanes.get(range.getKey());
      if (lane != null) { // else the ledger has found it
        lane.add(range.getValue(), Math.min(excused, range.getValue().rows()), commit.sequence());
      }
    }
    unpublished.put(commit.sequence(), commit.batch().files());
  }

  private interface LaneChange {
    void apply(LaneAccount lane, NonRowOffsets offsets);
  }

  private void lane(NonRowOffsets offsets, LaneChange change) {
    LaneAccount lane = lanes.get(offsets.lane());
    if (lane != null) {
      change.apply(lane, offsets);
    }
  }

  private void add(LogRecord.Swapped swapped) {
    LogRecord.Swapped undone = removing.get(swapped.from().location());
    boolean isUndo = undone != null && undone.from().location().equals(swapped.to().location());
    if (!LogScan.isAdoption(swapped)) {
      checkRows(swapped, isUndo ? undone.removed() : List.of());
    }
    swapped.from().files().forEach(file -> sizes.remove(HivePath.homeOf(file)));
    take(swapped, LogScan.isAdoption(swapped));
    if (isUndo) {
      undone.removed().forEach(offsets -> lane(offsets, LaneAccount::restore));
      removing.remove(swapped.from().location());
    }
    swapped.removed().forEach(offsets -> lane(offsets, LaneAccount::remove));
    if (!swapped.removed().isEmpty()) {
      removing.put(swapped.to().location(), swapped);
    }
  }

  private void checkRows(LogRecord.Swapped swapped, List<NonRowOffsets> restored) {
    long before = rows(restored);
    for (String file : swapped.from().files()) {
      FileSize size = sizes.get(HivePath.homeOf(file));
      if (size == null) { // a keeper that continues says the same again
        return;
      }
      before += size.rows();
    }
    long after =
        swapped.to().sizes().stream().mapToLong(FileSize::rows).sum() + rows(swapped.removed());
    if (!swapped.to().sizes().isEmpty() && before != after) {
      findings.add(
          Fault.REWRITE_ROWS,
          swapped.to().location(),
          "rows before=" + before + ", after, with removed ones=" + after);
    }
  }

  private static long rows(List<NonRowOffsets> offsets) {
    return offsets.stream().mapToLong(each -> each.duplicates().size()).sum();
  }

  /** Says what the ledger found. */
  void finish() {
    ledger
        .differences()
        .forEach(each -> findings.add(Fault.LOG, "commit " + each.sequence(), each.toString()));
    lanes
        .values()
        .forEach(
            lane -> {
              if (lane.lost().size() > 0) {
                findings.note(
                    "Lost, as an operator accepted: "
                        + lane.lost().size()
                        + " offsets from "
                        + lane.at(lane.lost().next(0))
                        + " on");
              }
            });
    if (!adopted.isEmpty()) {
      findings.note(
          "Adopted files: the log does not count their rows (files=" + adopted.size() + ")");
    }
    expired.finish();
    scan.forgotten().forEach(type -> findings.note("The event type " + type + " was forgotten"));
    if (!scan.dropped().isEmpty()) {
      findings.note(
          "Files that were gone when the lake was adopted (files=" + scan.dropped().size() + ")");
    }
  }

  /**
   * Whether nobody can say which commits' rows may be gone: files of rewrites were dropped, or rows
   * expired since the audit's moment.
   */
  boolean hasUnknownLoss() {
    return hasExpiredSinceTheMoment()
        || scan.dropped().stream()
            .anyMatch(path -> path.substring(path.lastIndexOf('/') + 1).startsWith("c-"));
  }

  /** Whether rows expired since the audit's moment. */
  boolean hasExpiredSinceTheMoment() {
    return expired.hasMoreSinceTheMoment();
  }

  LakeManifest manifest() {
    return manifest;
  }

  /** The lanes, by their keys. */
  Map<String, LaneAccount> lanes() {
    return lanes;
  }

  /** The lane of a topic and partition, where the log has one alone. */
  List<String> lanesOf(String topic, int partition) {
    List<String> found = new ArrayList<>();
    lanes.forEach(
        (key, lane) -> {
          if (lane.lane().partition() == partition && lane.lane().topic().equals(topic)) {
            found.add(key);
          }
        });
    return found;
  }

  /** The size of a valid file; null where the log does not know it. */
  FileSize size(String path) {
    return sizes.get(HivePath.homeOf(path));
  }

  /** Whether the log does not know which records the file holds. */
  boolean isAdopted(String path) {
    return adopted.contains(HivePath.homeOf(path));
  }

  /** Where files are staged whose publication is not marked, by the paths where they belong. */
  Map<String, String> staged() {
    Map<String, String> staged = new HashMap<>();
    unpublished.values().stream()
        .flatMap(Collection::stream)
        .forEach(file -> staged.put(HivePath.homeOf(file.path()), file.staged()));
    return staged;
  }

  /** Whether the log does not begin with the first state. */
  boolean isTrimmed() {
    return isTrimmed;
  }

  /** Whether the log has all files that were valid where it begins. */
  boolean hasCheckpoint() {
    return hasCheckpoint;
  }

  /** The newest state. */
  long sequence() {
    return sequence;
  }
}
