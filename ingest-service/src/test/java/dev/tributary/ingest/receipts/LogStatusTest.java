package dev.tributary.ingest.receipts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.ledger.record.NonRowOffsets;
import dev.tributary.ledger.record.Offsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LogStatusTest {
  @Test
  void saysHowFarEachLaneIsAndBeginsWithTheOneFurthestBehind() {
    var parts = new FakeLogAndTopics();
    parts.launch("A", 10);
    parts.launch("B", 0);
    parts.launch("C", 5);
    parts.commit("A", 4, new NonRowOffsets("0-A", Offsets.NONE, List.of()));
    parts.publish();
    parts.commit("B", 2, new NonRowOffsets("0-B", Offsets.NONE, List.of()));

    List<LogStatus.LaneStatus> lanes = LogStatus.lanes(parts.recent, Map.of("0-A", 15L, "0-B", 9L));

    assertThat(lanes).extracting(LogStatus.LaneStatus::topicId).containsExactly("B", "A", "C");
    assertThat(lanes).extracting(LogStatus.LaneStatus::lag).containsExactly(7L, 1L, 0L);
    assertThat(lanes).extracting(LogStatus.LaneStatus::committed).containsExactly(2L, 14L, 5L);
    assertThat(lanes).extracting(LogStatus.LaneStatus::published).containsExactly(0L, 14L, 5L);
    assertThat(lanes).extracting(LogStatus.LaneStatus::end).containsExactly(9L, 15L, -1L);
  }
}
