package dev.tributary.ingest.envelope;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.ingest.publish.Partitioning;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventIdGeneratorTest {
  private static final long NOW = 1_700_000_000_000L;

  private final EventIdGenerator ids = new EventIdGenerator(new SecureRandom());

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 12})
  void makesIdsOfOneMomentForOnePartitionOfKafkasPartitioner(int partitions) {
    int[] met = new int[partitions];
    Set<String> all = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      String id = ids.next(NOW + i % 4, new Partitioning(partitions));
      met[kafkasPartition(id, partitions)]++;
      all.add(id);
    }

    assertThat(Arrays.stream(met).max().orElseThrow()).isGreaterThan(9_900);
    assertThat(all).hasSize(10_000);
    assertThat(UUID.fromString(all.iterator().next()).version()).isEqualTo(7);
    assertThat(UUID.fromString(all.iterator().next()).variant()).isEqualTo(2);
  }

  @ParameterizedTest(name = "{0} partitions, an event each {1} ms")
  @CsvSource({"2, 1", "3, 1", "4, 1", "4, 4", "4, 8", "4, 16", "4, 20", "4, 1000", "12, 100"})
  void fillsAllPartitionsEvenlyWhateverTheRhythm(int partitions, int everyMillis) {
    int[] events = new int[partitions];
    for (int i = 0; i < 12_000; i++) {
      String id = ids.next(NOW + (long) i * everyMillis, new Partitioning(partitions));
      events[kafkasPartition(id, partitions)]++;
    }

    int fair = 12_000 / partitions;
    for (int each : events) {
      assertThat(each).isBetween(fair * 95 / 100, fair * 105 / 100);
    }
  }

  @Test
  void makesAnIdForVeryManyPartitionsToo() {
    Set<String> all = new HashSet<>();
    for (int i = 0; i < 1_000; i++) {
      all.add(ids.next(NOW, new Partitioning(1_000_000)));
    }

    assertThat(all).hasSize(1_000);
  }

  private static int kafkasPartition(String id, int partitions) {
    return BuiltInPartitioner.partitionForKey(id.getBytes(ISO_8859_1), partitions);
  }
}
