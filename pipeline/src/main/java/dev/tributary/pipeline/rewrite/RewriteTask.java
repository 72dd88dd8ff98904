package dev.tributary.pipeline.rewrite;

import java.util.List;

/**
 * Files of one partition that become fewer.
 *
 * @param partition the partition's table and partition folders
 * @param files the files, by their paths relative to the lake
 * @param staging a folder of this task alone, in the lake's staging folder
 * @param targetBytes how big a new file becomes before the next one begins
 * @param sortBytes how much heap the rows take that are sorted at a time
 * @param keepDuplicates whether events that one lane has twice stay so
 */
public record RewriteTask(
    String partition,
    List<String> files,
    String staging,
    long targetBytes,
    long sortBytes,
    boolean keepDuplicates) {
  public RewriteTask {
    files = List.copyOf(files);
    if (files.isEmpty() || targetBytes < 1 || sortBytes < 1) {
      throw new IllegalArgumentException(
          "A rewrite must have files and sizes above 0: "
              + partition
              + " files="
              + files.size()
              + " targetBytes="
              + targetBytes
              + " sortBytes="
              + sortBytes);
    }
  }
}
