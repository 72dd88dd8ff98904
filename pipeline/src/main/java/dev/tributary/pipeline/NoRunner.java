package dev.tributary.pipeline;

import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.PipelineRunner;
import org.apache.beam.sdk.options.PipelineOptions;

/** The runner where no pipeline runs: Beam's options insist on one. */
public final class NoRunner extends PipelineRunner<PipelineResult> {
  private NoRunner() {}

  /** What Beam asks of a runner. */
  public static NoRunner fromOptions(PipelineOptions options) {
    return new NoRunner();
  }

  @Override
  public PipelineResult run(Pipeline pipeline) {
    throw new IllegalStateException("Cannot run a pipeline: it was made for something else");
  }
}
