package dev.tributary.pipeline.lake.metastore;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HiveMetastoreTest {
  @ParameterizedTest
  @CsvSource({
    "file:///lake/a, file:/lake/a, true",
    "file:/lake/a, file:/lake/a, true",
    "file:/lake/a, file:/lake/a/g1-x, false",
    "file:/lake/a, hdfs://name:8020/lake/a, false",
    "hdfs://name:8020/lake/a, hdfs://name:8020/lake/a, true",
    "hdfs://name:8020/lake/a, hdfs://other:8020/lake/a, false"
  })
  void tellsOneLocationHoweverItIsWritten(String one, String other, boolean same) {
    assertThat(HiveMetastore.isSameLocation(one, other)).isEqualTo(same);
  }
}
