package dev.tributary.runners.flink;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;

/** How many tasks a job has, and so how many readers. */
final class TasksTest {
  @Test
  void areAsManyAsTheOptionsSay() {
    assertThat(Tasks.of(options("--flinkMaster=host:8081", "--parallelism=7"))).isEqualTo(7);
    assertThat(Tasks.of(options("--flinkMaster=[local]", "--parallelism=3"))).isEqualTo(3);
  }

  @Test
  void areOneOnAClusterAndAsManyAsCoresInThisJvmWhereTheOptionsSayNothing() {
    assertThat(Tasks.of(options("--flinkMaster=host:8081"))).isEqualTo(1);
    assertThat(Tasks.of(options("--flinkMaster=[local]")))
        .isEqualTo(Runtime.getRuntime().availableProcessors());
  }

  private static FlinkPipelineOptions options(String... args) {
    return PipelineOptionsFactory.fromArgs(args).as(FlinkPipelineOptions.class);
  }
}
