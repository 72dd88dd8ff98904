package dev.tributary.runners.flink.setup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class NetworkSegmentsTest {
  @Test
  void areLargeForFewTasksAndFlinksOwnForMany() {
    assertThat(NetworkSegments.kib(1)).isEqualTo(256);
    assertThat(NetworkSegments.kib(4)).isEqualTo(256);
    assertThat(NetworkSegments.kib(5)).isEqualTo(128);
    assertThat(NetworkSegments.kib(8)).isEqualTo(64);
    assertThat(NetworkSegments.kib(9)).isEqualTo(32);
    assertThat(NetworkSegments.kib(128)).isEqualTo(32);
  }
}
