package dev.tributary.runners.flink;

import dev.tributary.pipeline.EventPipelineOptions;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;

/** What a user may type to launch on Flink. */
public interface FlinkLaunchOptions extends EventPipelineOptions, FlinkPipelineOptions {
  @Description(
      "The state to start from, on a cluster: auto (the pipeline's newest checkpoint or savepoint,"
          + " none where there is none), none, or a checkpoint's or savepoint's path. Default: none")
  @Default.String("none")
  String getResume();

  void setResume(String value);
}
