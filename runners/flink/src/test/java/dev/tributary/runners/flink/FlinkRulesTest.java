package dev.tributary.runners.flink;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;

final class FlinkRulesTest {
  @Test
  void takesBundlesThatEndBeforeACheckpoint() {
    assertThatCode(() -> FlinkRules.check(good())).doesNotThrowAnyException();
  }

  @Test
  void refusesBundlesThatOutliveACheckpoint() {
    FlinkPipelineOptions options = good();
    options.setFinishBundleBeforeCheckpointing(false);
    assertThatThrownBy(() -> FlinkRules.check(options))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("--finishBundleBeforeCheckpointing must be true");
  }

  @Test
  void refusesUnalignedCheckpoints() {
    FlinkPipelineOptions options = good();
    options.setUnalignedCheckpointEnabled(true);
    assertThatThrownBy(() -> FlinkRules.check(options))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("--unalignedCheckpointEnabled must be false");
  }

  @Test
  void refusesASavepointThatEmbeddedFlinkWouldIgnore() {
    FlinkPipelineOptions options = good();
    options.setFlinkMaster("[local]");
    options.setSavepointPath("file:///savepoint");
    assertThatThrownBy(() -> FlinkRules.check(options))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("--savepointPath needs a cluster");
  }

  @Test
  void reportsAllProblemsAtOnce() {
    FlinkPipelineOptions options = good();
    options.setFinishBundleBeforeCheckpointing(false);
    options.setForceUnalignedCheckpointEnabled(true);
    assertThatThrownBy(() -> FlinkRules.check(options))
        .hasMessageContaining("--finishBundleBeforeCheckpointing")
        .hasMessageContaining("--unalignedCheckpointEnabled");
  }

  private static FlinkPipelineOptions good() {
    FlinkPipelineOptions options = PipelineOptionsFactory.as(FlinkPipelineOptions.class);
    options.setFlinkMaster("127.0.0.1:8081");
    options.setFinishBundleBeforeCheckpointing(true);
    return options;
  }
}
