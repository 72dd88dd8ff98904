package dev.tributary.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KnownPartitionsTest {
  private final KnownPartitions known = new KnownPartitions();

  @Test
  void hasNothingToChooseOfATopicThatItDidNotLearn() {
    assertThat(known.of("events")).isEqualTo(Partitioning.UNKNOWN);
  }

  @Test
  void noticesByAnAcknowledgementThatATopicGotPartitions() {
    known.learn("events", 4);
    known.saw("events", 3);
    assertThat(known.of("events").count()).isEqualTo(4);

    known.saw("events", 7);
    known.saw("events", 5);
    assertThat(known.of("events").count()).isEqualTo(8);
  }
}
