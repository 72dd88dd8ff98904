package dev.tributary.runners.flink;

import dev.tributary.runners.flink.client.StateFolders;
import java.io.IOException;
import java.util.Optional;
import org.apache.flink.core.fs.Path;

/** The state that a job starts from, as {@code --resume} says. */
final class Resume {
  static final String NONE = "none";
  private static final String AUTO = "auto";

  /** How Flink's message begins when it can't restore a state. */
  private static final String STATE_REFUSED = "Failed to rollback to checkpoint/savepoint";

  private Resume() {}

  /**
   * Sets the state on the options and says in one line which it is.
   *
   * @throws IllegalArgumentException when there is none where the option says
   */
  static String of(FlinkLaunchOptions options, StateFolders folders) throws IOException {
    String resume = options.getResume();
    if (resume.equals(AUTO)) {
      folders.newest().ifPresent(options::setSavepointPath);
    } else if (!resume.equals(NONE)) {
      options.setSavepointPath(existing(resume));
    }
    return Optional.ofNullable(options.getSavepointPath())
        .map(path -> "Starts from " + path)
        .orElse("Starts from the commit log alone.");
  }

  /** What to do about a launch that failed since the state is not for it; else nothing. */
  static String advice(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause.getMessage() != null && cause.getMessage().contains(STATE_REFUSED)) {
        return ". That state is of another version or graph: launch with --resume=none, the commit"
            + " log alone is enough";
      }
    }
    return "";
  }

  private static String existing(String resume) throws IOException {
    if (resume.isBlank() || !StateFolders.isState(resume)) {
      throw new IllegalArgumentException(
          "--resume must be auto, none, or a folder that has a checkpoint's or savepoint's"
              + " _metadata: "
              + resume);
    }
    Path path = new Path(resume);
    return path.makeQualified(path.getFileSystem()).toUri().toString();
  }
}
