package dev.tributary.ledger.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tributary.schemas.columns.LakeTable;
import java.util.List;

/**
 * Files of one partition that lie in one folder: the partition's own, or one in it.
 *
 * @param location the folder, relative to the lake
 * @param files the files, by their paths relative to the lake
 * @param sizes their sizes, in the same order; empty where nobody knows them
 */
public record Generation(
    String location,
    List<String> files,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<FileSize> sizes) {
  public Generation {
    LakePath.in(location, LakeTable.EVENTS.name(), LakeTable.DEAD_LETTERS.name());
    files = List.copyOf(files);
    sizes = sizes == null ? List.of() : List.copyOf(sizes);
    if (!sizes.isEmpty() && sizes.size() != files.size()) {
      throw new IllegalArgumentException(
          "A generation must have as many sizes as files: " + sizes.size() + ", " + files.size());
    }
    for (String file : files) {
      LakePath.in(file, LakeTable.EVENTS.name(), LakeTable.DEAD_LETTERS.name());
      if (!file.substring(0, file.lastIndexOf('/')).equals(location)) {
        throw new IllegalArgumentException("A file must lie in " + location + ": " + file);
      }
    }
  }

  /** Files of unknown sizes. */
  public Generation(String location, List<String> files) {
    this(location, files, List.of());
  }

  /** The rows of all files, as far as their sizes are known. */
  public long rows() {
    return sizes.stream().mapToLong(FileSize::rows).sum();
  }

  /** Refuses one that does not name files with their sizes. */
  void checkHasSizes() {
    if (files.isEmpty() || sizes.size() != files.size()) {
      throw new IllegalArgumentException("Files that expire must be named, with their sizes");
    }
  }

  /** Refuses one that is not of the partition. */
  void checkIsOf(String partition) {
    HivePath hive = HivePath.of(partition + "/file");
    boolean isPartition =
        hive.isPartitionOf(LakeTable.EVENTS) || hive.isPartitionOf(LakeTable.DEAD_LETTERS);
    boolean isInIt =
        location.equals(partition)
            || location.startsWith(partition + "/")
                && location.indexOf('/', partition.length() + 1) < 0;
    if (!isPartition || !isInIt) {
      throw new IllegalArgumentException(
          "A location must be a partition, or a folder in it: " + location + " of " + partition);
    }
  }
}
