package dev.tributary.pipeline.lake.files;

import dev.tributary.ledger.record.StagedFile;
import java.io.Serializable;
import java.net.URI;
import java.nio.file.Path;

/**
 * Where the lake is.
 *
 * @param root a folder's path, or a URI with a scheme that Beam's file systems know
 */
public record Lake(String root) implements Serializable {
  /** The folder of files that do not count yet. */
  public static final String STAGING = StagedFile.FOLDER;

  /** The folder of what was replaced and is about to be deleted. */
  public static final String RETIRED = "_retired";

  /** The property of a file's Avro schema, in its footer, that holds topic ids by topic. */
  public static final String TOPIC_IDS = "tributary.topic-ids";

  public Lake {
    root = root.endsWith("/") && root.length() > 1 ? root.substring(0, root.length() - 1) : root;
  }

  /** The file operations of the lake's file system. */
  public LakeFiles files() {
    if (root.startsWith("file:")) {
      return new LocalLakeFiles(Path.of(URI.create(root)));
    }
    return root.contains("://") ? new BeamLakeFiles(root) : new LocalLakeFiles(Path.of(root));
  }
}
