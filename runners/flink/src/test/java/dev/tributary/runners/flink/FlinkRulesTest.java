package dev.tributary.runners.flink;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;

final class FlinkRulesTest {
  @Test
  void takesBundlesThatEndBeforeACheckpoint() {
    assertThatCode(() -> FlinkRules.check(good())).doesNotThrowAnyException();
  }

  @Test
  void refusesBundlesThatOutliveACheckpoint() {
    FlinkLaunchOptions options = good();
    options.setFinishBundleBeforeCheckpointing(false);
    assertThatThrownBy(() -> FlinkRules.check(options))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("--finishBundleBeforeCheckpointing must be true");
  }

  @Test
  void refusesUnalignedCheckpoints() {
    FlinkLaunchOptions options = good();
    options.setUnalignedCheckpointEnabled(true);
    assertThatThrownBy(() -> FlinkRules.check(options))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("--unalignedCheckpointEnabled must be false");
  }

  @Test
  void refusesASavepointThatEmbeddedFlinkWouldIgnore() {
    FlinkLaunchOptions options = good();
    options.setFlinkMaster("[local]");
    options.setSavepointPath("file:///savepoint");
    assertThatThrownBy(() -> FlinkRules.check(options))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("--savepointPath needs a cluster");
  }

  @Test
  void refusesToResumeWhereFlinkWouldIgnoreIt() {
    FlinkLaunchOptions options = good();
    options.setFlinkMaster("[local]");
    options.setResume("auto");
    assertThatThrownBy(() -> FlinkRules.check(options))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("--resume needs a cluster");
  }

  @Test
  void refusesTwoStatesToStartFrom() {
    FlinkLaunchOptions options = good();
    options.setResume("auto");
    options.setSavepointPath("file:///savepoint");
    assertThatThrownBy(() -> FlinkRules.check(options))
        .hasMessage("--resume and --savepointPath exclude each other");
  }

  @Test
  void refusesAMaximumThatTheJobIsPast() {
    FlinkLaunchOptions options = good();
    options.setParallelism(3);
    options.setMaxParallelism(2);
    assertThatThrownBy(() -> FlinkRules.check(options))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("--maxParallelism must be at least --parallelism")
        .hasMessageEndingWith(": 2");
  }

  @Test
  void reportsAllProblemsAtOnce() {
    FlinkLaunchOptions options = good();
    options.setFinishBundleBeforeCheckpointing(false);
    options.setForceUnalignedCheckpointEnabled(true);
    assertThatThrownBy(() -> FlinkRules.check(options))
        .hasMessageContaining("--finishBundleBeforeCheckpointing")
        .hasMessageContaining("--unalignedCheckpointEnabled");
  }

  private static FlinkLaunchOptions good() {
    FlinkLaunchOptions options = PipelineOptionsFactory.as(FlinkLaunchOptions.class);
    options.setFlinkMaster("127.0.0.1:8081");
    options.setFinishBundleBeforeCheckpointing(true);
    options.setMaxParallelism(Integer.parseInt(Main.MAX_PARALLELISM));
    return options;
  }
}
