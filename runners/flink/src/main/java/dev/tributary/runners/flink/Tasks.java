package dev.tributary.runners.flink;

import org.apache.beam.runners.flink.FlinkPipelineOptions;

/** How many tasks each stage of a job has. */
final class Tasks {
  private Tasks() {}

  /** As the options say, or else as Beam's Flink runner finds it. */
  static int of(FlinkPipelineOptions options) {
    int asked = options.getParallelism();
    if (asked > 0) {
      return asked;
    }
    return EmbeddedFlink.isMeantBy(options) ? Runtime.getRuntime().availableProcessors() : 1;
  }
}
