package dev.tributary.runners.flink;

import dev.tributary.pipeline.Launch;
import dev.tributary.pipeline.LaunchArguments;
import dev.tributary.pipeline.job.LaunchEndedException;
import java.util.Arrays;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the pipeline on Flink: embedded in this JVM until it is stopped, or on a cluster. */
public final class Main {
  private static final Logger LOG = LoggerFactory.getLogger(Main.class);

  /** How many key groups the job has, once and for all its savepoints. */
  static final String MAX_PARALLELISM = "256";

  private static final Map<String, String> DEFAULTS =
      Map.ofEntries(
          Map.entry("runner", "FlinkRunner"),
          Map.entry("flinkMaster", EmbeddedFlink.MASTER),
          Map.entry("streaming", "true"),
          Map.entry("maxParallelism", MAX_PARALLELISM),
          Map.entry("maxBundleSize", "1000000"),
          Map.entry("maxBundleTimeMills", "1000"),
          Map.entry("autoWatermarkInterval", "1000"), // nothing of ours waits for a watermark
          Map.entry("finishBundleBeforeCheckpointing", "true"),
          Map.entry("objectReuse", "true"),
          Map.entry("fasterCopy", "true"),
          Map.entry("checkpointingInterval", "60000"),
          Map.entry("externalizedCheckpointsEnabled", "true"),
          Map.entry("retainExternalizedCheckpointsOnCancellation", "true"),
          Map.entry("disableMetrics", "true"),
          Map.entry("attachedMode", "false"));

  private Main() {}

  /** Ends with 2 for options that are wrong, with 1 for what else went wrong; both in one line. */
  public static void main(String[] args) {
    try {
      FlinkLaunchOptions options = LaunchArguments.parse(args, DEFAULTS, FlinkLaunchOptions.class);
      if (Arrays.stream(args).noneMatch(arg -> arg.startsWith("--jobName="))) {
        options.setJobName(options.getName());
      }
      FlinkRules.check(options);
      Launch launch =
          new Launch(options, new EvenKeys(options.getMaxParallelism()), Tasks.of(options));
      if (EmbeddedFlink.isMeantBy(options)) {
        EmbeddedFlink.start(options);
        options.setAttachedMode(true); // else a job that ended for good would look like a signal
        launch.run();
        Runtime.getRuntime().halt(0);
      } else {
        new Submission(options).run(launch);
        System.exit(0);
      }
    } catch (IllegalArgumentException e) {
      System.err.println("Cannot launch: " + e.getMessage());
      Runtime.getRuntime().halt(2); // exit would end with the code that stands for a signal
    } catch (Exception e) {
      LOG.debug("Could not run the pipeline", e);
      System.err.println(
          "Cannot run the pipeline: " + LaunchEndedException.describe(e) + Resume.advice(e));
      Runtime.getRuntime().halt(1);
    }
  }
}
