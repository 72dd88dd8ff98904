package dev.tributary.runners.flink.client;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/**
 * The folders of one pipeline's checkpoints and savepoints: of each folder of the cluster's, the
 * one that has the pipeline's name. Flink itself forgets with its JobManager which job was whose.
 *
 * @param checkpoints an URI, where the cluster keeps checkpoints in files
 * @param savepoints an URI, where the cluster has a place for savepoints
 */
public record StateFolders(Optional<String> checkpoints, Optional<String> savepoints) {
  public static final String CHECKPOINTS = "state.checkpoints.dir";
  public static final String SAVEPOINTS = "state.savepoints.dir";

  /** A complete checkpoint or savepoint has this file; Flink writes it last. */
  private static final String METADATA = "_metadata";

  /** {@code <job id>/chk-N/_metadata} is the deepest. */
  private static final int DEPTH = 3;

  /** The pipeline's folders under those of the configuration. */
  public static StateFolders of(String pipeline, Map<String, String> config) {
    return new StateFolders(
        folder(config.get(CHECKPOINTS), pipeline), folder(config.get(SAVEPOINTS), pipeline));
  }

  private static Optional<String> folder(String base, String pipeline) {
    return base == null || base.isBlank()
        ? Optional.empty()
        : Optional.of(base.endsWith("/") ? base + pipeline : base + "/" + pipeline);
  }

  /** The newest complete state in the folders. */
  public Optional<String> newest() throws IOException {
    List<FileStatus> found = new ArrayList<>();
    for (String folder : List.of(checkpoints.orElse(""), savepoints.orElse(""))) {
      if (!folder.isEmpty()) {
        collect(new Path(folder), DEPTH, found);
      }
    }
    return found.stream()
        .max(Comparator.comparingLong(FileStatus::getModificationTime))
        .map(metadata -> metadata.getPath().getParent().toUri().toString());
  }

  private static void collect(Path folder, int depth, List<FileStatus> found) throws IOException {
    FileStatus[] files = list(folder);
    for (FileStatus file : files) {
      if (file.isDir() && depth > 0) {
        collect(file.getPath(), depth - 1, found);
      } else if (file.getPath().getName().equals(METADATA)) {
        found.add(file);
      }
    }
  }

  /** Nothing where there is no such folder, or no longer: a running job deletes old checkpoints. */
  private static FileStatus[] list(Path folder) throws IOException {
    try {
      FileStatus[] files = folder.getFileSystem().listStatus(folder);
      return files == null ? new FileStatus[0] : files;
    } catch (FileNotFoundException none) {
      return new FileStatus[0];
    }
  }

  /** Whether there is a complete state at the path. */
  public static boolean isState(String path) throws IOException {
    Path metadata = new Path(path, METADATA);
    FileSystem files = metadata.getFileSystem();
    return files.exists(metadata);
  }
}
