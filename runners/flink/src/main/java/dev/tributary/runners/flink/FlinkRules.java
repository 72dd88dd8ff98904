package dev.tributary.runners.flink;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;

/** Flink settings under which a checkpoint could hold what the commit log does not: refused. */
final class FlinkRules {
  private FlinkRules() {}

  /** Reports all problems in one {@link IllegalArgumentException}. */
  static void check(FlinkLaunchOptions options) {
    List<String> problems = new ArrayList<>();
    if (!options.getFinishBundleBeforeCheckpointing()) {
      problems.add(
          "--finishBundleBeforeCheckpointing must be true: else a checkpoint holds a batch whose"
              + " files may be gone when it is restored");
    }
    if (options.getUnalignedCheckpointEnabled() || options.getForceUnalignedCheckpointEnabled()) {
      problems.add(
          "--unalignedCheckpointEnabled must be false: else a checkpoint holds batches in flight");
    }
    if (EmbeddedFlink.isMeantBy(options) && options.getSavepointPath() != null) {
      problems.add(
          "--savepointPath needs a cluster: embedded Flink ignores it. The commit log is enough");
    }
    if (options.getMaxParallelism() < Math.max(1, options.getParallelism())
        || options.getMaxParallelism() > KeyGroupRangeAssignment.UPPER_BOUND_MAX_PARALLELISM) {
      problems.add(
          "--maxParallelism must be at least --parallelism and at most "
              + KeyGroupRangeAssignment.UPPER_BOUND_MAX_PARALLELISM
              + ": "
              + options.getMaxParallelism());
    }
    boolean resumes = !options.getResume().equals(Resume.NONE);
    if (EmbeddedFlink.isMeantBy(options) && resumes) {
      problems.add(
          "--resume needs a cluster: embedded Flink starts from the commit log alone: "
              + options.getResume());
    }
    if (resumes && options.getSavepointPath() != null) {
      problems.add("--resume and --savepointPath exclude each other");
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
  }
}
