package dev.tributary.pipeline.history;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The table's files by day. A day before the newest one never gets another row: then one file for
 * each log takes the place of the many that came while it was open.
 *
 * @param files all files of the table
 */
record Days(List<CommitsFile> files) {
  /** The newest day; empty: none. */
  String newest() {
    return files.stream().map(CommitsFile::day).max(Comparator.naturalOrder()).orElse("");
  }

  /** Small files of past days that no file has the rows of, by day and log, in the log's order. */
  List<List<CommitsFile>> toMerge() {
    String newest = newest();
    Map<String, List<CommitsFile>> groups = new TreeMap<>();
    for (CommitsFile file : files) {
      if (!file.isWhole() && !file.day().equals(newest) && !hasWhole(file)) {
        groups.computeIfAbsent(file.day() + " " + file.log(), group -> new ArrayList<>()).add(file);
      }
    }
    groups.values().forEach(group -> group.sort(Comparator.comparingLong(CommitsFile::from)));
    return List.copyOf(groups.values());
  }

  private boolean hasWhole(CommitsFile file) {
    return files.stream()
        .anyMatch(
            each ->
                each.isWhole() && each.day().equals(file.day()) && each.log().equals(file.log()));
  }

  /** The folder that has all current files of each day. */
  Map<String, String> folders() {
    Map<String, String> folders = new TreeMap<>();
    for (CommitsFile file : files) {
      folders.put(file.day(), CommitsFile.folder(file.day(), isMerged(file.day())));
    }
    return folders;
  }

  /** The files that have each row once. */
  List<CommitsFile> current() {
    return files.stream().filter(file -> file.isWhole() == isMerged(file.day())).toList();
  }

  /** Small files whose rows another one has. */
  List<CommitsFile> replaced() {
    return files.stream().filter(file -> !file.isWhole() && isMerged(file.day())).toList();
  }

  private boolean isMerged(String day) {
    List<CommitsFile> ofDay = files.stream().filter(file -> file.day().equals(day)).toList();
    return ofDay.stream().anyMatch(CommitsFile::isWhole) && ofDay.stream().allMatch(this::hasWhole);
  }

  /** Where the log is continued: what the newest file of it covers, or nothing. */
  LogRange covered(CommitsFiles reader, String log, long begin) throws IOException {
    CommitsFile last =
        files.stream()
            .filter(file -> file.log().equals(log))
            .max(Comparator.comparingLong(CommitsFile::from))
            .orElse(null);
    return last == null ? LogRange.empty(log, begin) : reader.range(last);
  }
}
