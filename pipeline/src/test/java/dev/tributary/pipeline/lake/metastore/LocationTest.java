package dev.tributary.pipeline.lake.metastore;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LocationTest {
  @ParameterizedTest
  @CsvSource({
    "file:///lake/a, file:/lake/a, true",
    "file:/lake/a, file:/lake/a, true",
    "file:///my lake/a, file:/my lake/a, true",
    "file:/lake/a, file:/lake/a/g1-x, false",
    "file:/lake/a, hdfs://name:8020/lake/a, false",
    "hdfs://name:8020/lake/a, hdfs://name:8020/lake/a, true",
    "hdfs://name:8020/lake/a, hdfs://other:8020/lake/a, false"
  })
  void isOneHoweverItIsWritten(String one, String other, boolean same) {
    assertThat(Location.of(one).equals(Location.of(other))).isEqualTo(same);
  }

  @ParameterizedTest
  @CsvSource({
    "file:///lake/a, file:/lake/a, ''",
    "file:///lake/a, file:/lake/a/g1-x, /g1-x",
    "file:///my lake/a%20, file:/my lake/a%20/b, /b",
    "hdfs://name:8020/lake/a, hdfs://ha/lake/a/b, /b"
  })
  void tellsTheWayFromAFolder(String folder, String location, String below) {
    assertThat(Location.of(location).below(Location.of(folder))).contains(below);
  }

  @ParameterizedTest
  @CsvSource({
    "file:///lake/a, file:/lake/ab",
    "file:///lake/a, file:/lake",
    "file:///lake/a, hdfs://name/lake/a",
    "file:///lake/a, ''"
  })
  void tellsWhatIsOutsideOfAFolder(String folder, String location) {
    assertThat(Location.of(location).below(Location.of(folder))).isEmpty();
  }
}
