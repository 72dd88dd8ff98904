package dev.tributary.pipeline.audit;

import dev.tributary.ledger.record.HivePath;
import dev.tributary.pipeline.audit.found.Fault;
import dev.tributary.pipeline.audit.found.Findings;
import dev.tributary.pipeline.lake.files.LakeFileInput;
import dev.tributary.pipeline.lake.files.LakeFiles;
import dev.tributary.schemas.columns.LakeTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds files in the tables' folders that the log does not name: queries count their rows too. */
final class UnknownFiles {
  private static final String NOTES = "_keeper";
  private static final int ATTEMPTS = 10;

  private final LakeFiles files;
  private final FollowedLog log;
  private final Findings findings;
  private final AuditScope scope;

  UnknownFiles(LakeFiles files, FollowedLog log, Findings findings, AuditScope scope) {
    this.files = files;
    this.log = log;
    this.findings = findings;
    this.scope = scope;
  }

  /** Lists first, and reads the log behind that: a file comes into its place after its record. */
  void find() throws IOException {
    List<String> listed = new ArrayList<>();
    for (LakeTable table : List.of(LakeTable.EVENTS, LakeTable.DEAD_LETTERS)) {
      for (String path : list(table.name())) {
        if (isVisible(path) && scope.has(HivePath.partitionOf(path))) {
          listed.add(path);
        }
      }
    }
    Set<String> underWay = foldersUnderWay();
    Map<String, Set<String>> folders = log.foldersNow();
    for (String path : listed) {
      if (!isKnown(path, folders) && files.exists(path)) {
        report(path, underWay);
      }
    }
  }

  /** Folders come and go beside it. */
  private List<String> list(String folder) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        return files.list(folder);
      } catch (UncheckedIOException moved) {
        if (attempt == ATTEMPTS) {
          throw moved.getCause();
        }
      }
    }
  }

  /** Hive and Presto do not see the others. */
  private static boolean isVisible(String path) {
    return !path.contains("/_") && !path.contains("/.");
  }

  /** A keeper writes down which folder it is about to move into a partition. */
  private Set<String> foldersUnderWay() throws IOException {
    Set<String> folders = new HashSet<>();
    for (String note : files.filesIn(NOTES)) {
      byte[] folder = files.read(note);
      if (folder != null) {
        folders.add(new String(folder, StandardCharsets.UTF_8));
      }
    }
    return folders;
  }

  private boolean isKnown(String path, Map<String, Set<String>> folders) {
    String partition = HivePath.partitionOf(path);
    HivePath hive = HivePath.of(partition + "/file");
    if (!hive.isPartitionOf(LakeTable.EVENTS) && !hive.isPartitionOf(LakeTable.DEAD_LETTERS)) {
      return false;
    }
    var manifest = log.account().manifest();
    boolean isInPlace = folders.getOrDefault(partition, Set.of()).contains(folder(path));
    return isInPlace && (manifest.has(path) || manifest.openSwaps().replaced(path));
  }

  private static String folder(String path) {
    return path.substring(0, path.lastIndexOf('/'));
  }

  private void report(String path, Set<String> underWay) throws IOException {
    HivePath hive = HivePath.of(HivePath.partitionOf(path) + "/file");
    if (underWay.contains(folder(path))) {
      findings.note("Files of a rewrite that is not at its end: " + folder(path));
    } else if (hive.isPartitionOf(LakeTable.EVENTS) && log.hasForgotten(hive.values().get(0))) {
      findings.note("Files of the forgotten event type " + hive.values().get(0) + " are there");
    } else if (log.account().isTrimmed() && !log.account().hasCheckpoint() && isOfBefore(path)) {
      findings.note("Files of commits before the log's begin are not checked");
    } else {
      findings.add(Fault.FILE_UNKNOWN, path, "the log does not name it");
    }
  }

  /** Whether all of its rows were committed before the log begins. */
  private boolean isOfBefore(String path) {
    List<String> columns = List.of("kafka_topic", "kafka_partition", "kafka_offset");
    try (var rows = new FileRows(new LakeFileInput(files, path), columns)) {
      boolean isBefore = true;
      while (isBefore && rows.next()) {
        String topic = rows.text(0) == null ? "" : rows.text(0).toStringUsingUTF8();
        long offset = rows.number(2);
        isBefore =
            log.account().lanesOf(topic, rows.partition(1)).stream()
                .allMatch(lane -> offset < log.account().lanes().get(lane).start());
      }
      return isBefore;
    } catch (IOException | RuntimeException broken) {
      return false;
    }
  }
}
