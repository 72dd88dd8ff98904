package dev.tributary.pipeline.audit;

import dev.tributary.pipeline.audit.found.Fault;
import dev.tributary.pipeline.audit.found.Findings;
import dev.tributary.pipeline.audit.found.LaneFound;
import dev.tributary.pipeline.lake.files.LakeFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.TimeUnit;

/**
 * Reads the files of one partition, in runs that all threads of its pool may take. Itself it is of
 * one thread.
 */
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
   * Reads a partition. Called in a pool of the audit.
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
      Findings gathered) {
    boolean isRenewed = log.isRenewed(partition);
    List<FileRun> runs = new ArrayList<>();
    List<ForkJoinTask<Boolean>> tasks = new ArrayList<>();
    for (Map<ValidFile, String> some : FileRun.cut(places)) {
      var target =
          new PartitionRows(partition, log.account(), isRenewed, depth, topicIds, gathered);
      var run = new FileRun(files, some, target, gathered);
      runs.add(run);
      Callable<Boolean> task = run::read;
      tasks.add(ForkJoinTask.adapt(task));
    }
    ForkJoinTask.invokeAll(tasks);
    for (ForkJoinTask<Boolean> each : tasks) {
      if (!each.join()) {
        return false;
      }
    }
    for (FileRun run : runs) {
      run.target().found().forEach((key, here) -> add(found, key, here, gathered));
      rows += run.target().rows();
    }
    read += places.size();
    return true;
  }

  private void add(Map<String, LaneFound> found, String key, LaneFound here, Findings gathered) {
    LaneFound before = found.putIfAbsent(key, here);
    LaneAccount lane = log.account().lanes().get(key);
    if (before != null && lane != null) {
      before.addAll(
          here,
          offset -> gathered.add(Fault.ROW_TWICE, lane.at(offset), "in two files"),
          offset -> gathered.add(Fault.ROW_TWICE, lane.at(offset), "in two files"));
    }
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
