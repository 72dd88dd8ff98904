package dev.tributary.runners.direct;

import dev.tributary.pipeline.EventPipelineOptions;
import dev.tributary.pipeline.Launch;
import dev.tributary.pipeline.LaunchArguments;
import dev.tributary.pipeline.job.LaunchEndedException;
import java.util.Map;
import org.apache.beam.runners.direct.DirectOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the pipeline on Beam's Direct runner, in this JVM, until it is stopped. */
public final class Main {
  private static final Logger LOG = LoggerFactory.getLogger(Main.class);

  /** One thread: with more, bundles of a lane overtake each other between two stages. */
  private static final Map<String, String> DEFAULTS =
      Map.of(
          "runner", "DirectRunner",
          "batching", "timed",
          "targetParallelism", "1",
          "enforceImmutability", "false",
          "enforceEncodability", "false",
          "blockOnRun", "false");

  private Main() {}

  /** Ends with 2 for options that are wrong, with 1 for what else went wrong; both in one line. */
  public static void main(String[] args) {
    try {
      EventPipelineOptions options = LaunchArguments.parse(args, DEFAULTS);
      if (options.as(DirectOptions.class).getTargetParallelism() != 1) {
        throw new IllegalArgumentException(
            "--targetParallelism must be 1: the Direct runner keeps no order with more");
      }
      new Launch(options).run().waitUntilFinish();
    } catch (IllegalArgumentException e) {
      System.err.println("Cannot launch: " + e.getMessage());
      System.exit(2);
    } catch (Exception e) {
      LOG.error("Could not run the pipeline", e);
      System.err.println("Cannot run the pipeline: " + LaunchEndedException.describe(e));
      System.exit(1);
    }
  }
}
