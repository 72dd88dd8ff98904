package dev.tributary.pipeline.rewrite;

import dev.tributary.ledger.record.FileSize;
import dev.tributary.ledger.record.NonRowOffsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What came of a rewrite. Its new files were read again: they hold the rows that were read, less
 * those that were removed.
 *
 * @param partition the partition's table and partition folders
 * @param folder the staged folder, which holds the new files and nothing else
 * @param files the new files, by their names, and their sizes
 * @param rowsRead rows of the old files
 * @param digest of the rows of the new files
 * @param removed the rows that are not in them: duplicates that the pipeline's window missed
 */
public record Rewritten(
    String partition,
    String folder,
    Map<String, FileSize> files,
    long rowsRead,
    String digest,
    List<NonRowOffsets> removed) {
  public Rewritten {
    files = new TreeMap<>(files);
    removed = List.copyOf(removed);
  }

  /** The rows of the new files. */
  public long rows() {
    return files.values().stream().mapToLong(FileSize::rows).sum();
  }

  /** How many rows were removed. */
  public long duplicates() {
    return removed.stream().mapToLong(lane -> lane.duplicates().size()).sum();
  }
}
