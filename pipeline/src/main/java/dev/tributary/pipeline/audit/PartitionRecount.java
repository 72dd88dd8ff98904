package dev.tributary.pipeline.audit;

import dev.tributary.ledger.record.HivePath;
import dev.tributary.pipeline.audit.found.Fault;
import dev.tributary.pipeline.audit.found.Findings;
import dev.tributary.pipeline.audit.found.LaneFound;
import dev.tributary.pipeline.lake.files.LakeFileInput;
import dev.tributary.pipeline.lake.files.LakeFiles;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Reads the files of one partition after the other. One thread. */
final class PartitionRecount {
  private static final int ATTEMPTS = 10;

  /** A file that is gone and that no record replaced comes again when it is just being moved. */
  private static final int MISSING_ATTEMPTS = 3;

  private static final long PAUSE_MILLIS = 100;

  private final LakeFiles files;
  private final FollowedLog log;
  private final Findings findings;
  private final Depth depth;
  private final TopicIds topicIds = new TopicIds();
  private long rows;
  private long read;

  /** What is compared. */
  enum Depth {
    /** Positions, times and checksums. */
    POSITIONS,
    /** Their contents too. */
    CONTENTS
  }

  PartitionRecount(LakeFiles files, FollowedLog log, Findings findings, Depth depth) {
    this.files = files;
    this.log = log;
    this.findings = findings;
    this.depth = depth;
  }

  /**
   * Reads a partition.
   *
   * @return what it holds, by lane key
   */
  Map<String, LaneFound> recount(String partition) throws IOException {
    for (int attempt = 1; ; attempt++) {
      List<ValidFile> valid = log.files(partition);
      Map<ValidFile, String> places = places(valid);
      if (places.size() == valid.size() || attempt >= MISSING_ATTEMPTS) {
        var gathered = new Findings();
        Map<String, LaneFound> found = new HashMap<>();
        if (read(partition, places, found, gathered) || attempt == ATTEMPTS) {
          gathered.first().forEach(each -> findings.add(each.fault(), each.place(), each.detail()));
          gathered.notes().forEach(findings::note);
          valid.stream()
              .filter(file -> !places.containsKey(file))
              .forEach(file -> findings.add(Fault.FILE_MISSING, file.path(), ""));
          return found;
        }
      }
      pause();
      log.renew(partition);
    }
  }

  private Map<ValidFile, String> places(List<ValidFile> valid) throws IOException {
    Map<ValidFile, String> places = new LinkedHashMap<>();
    for (ValidFile file : valid) {
      for (String place : file.places()) {
        if (files.exists(place)) {
          places.put(file, place);
          break;
        }
      }
    }
    return places;
  }

  private static void pause() throws IOException {
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Cannot wait for the pipeline: interrupted", e);
    }
  }

  /** Returns false when a file was replaced meanwhile. */
  private boolean read(
      String partition,
      Map<ValidFile, String> places,
      Map<String, LaneFound> found,
      Findings gathered)
      throws IOException {
    boolean isRenewed = log.isRenewed(partition);
    var target =
        new PartitionRows(
            HivePath.of(partition + "/file"), log.account(), isRenewed, depth, found, gathered);
    for (Map.Entry<ValidFile, String> file : places.entrySet()) {
      if (!read(file.getKey(), file.getValue(), target, gathered)) {
        return false;
      }
    }
    rows += target.rows();
    read += places.size();
    return true;
  }

  private boolean read(ValidFile file, String place, PartitionRows target, Findings gathered)
      throws IOException {
    try {
      var input = new LakeFileInput(files, place);
      long bytes = input.getLength();
      if (file.size() != null && bytes != file.size().bytes()) {
        gathered.add(
            Fault.FILE_BYTES, file.path(), "log=" + file.size().bytes() + ", file=" + bytes);
      }
      try (var rows = new FileRows(input, target.columns())) {
        if (file.size() != null && rows.count() != file.size().rows()) {
          gathered.add(
              Fault.FILE_ROWS, file.path(), "log=" + file.size().rows() + ", file=" + rows.count());
        }
        target.add(file, rows, topicIds.of(rows.footer()));
      }
    } catch (IOException | RuntimeException | OutOfMemoryError e) { // any byte may be any other
      if (!files.exists(place)) {
        return false;
      }
      gathered.add(Fault.FILE_BROKEN, file.path(), String.valueOf(e.getMessage()));
    }
    return true;
  }

  /** How many rows it read. */
  long rows() {
    return rows;
  }

  /** How many files it read. */
  long files() {
    return read;
  }
}
