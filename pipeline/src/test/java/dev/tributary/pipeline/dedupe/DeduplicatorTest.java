package dev.tributary.pipeline.dedupe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.pipeline.dedupe.Deduplicator.Verdict;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class DeduplicatorTest {
  private static final long WINDOW = 3_600_000;
  private static final long T = 1_000 * WINDOW;

  private final Deduplicator seen = new Deduplicator(WINDOW);
  private final HeapBuckets buckets = new HeapBuckets();

  @Test
  void tellsFirstDuplicateAndConflict() {
    assertThat(judge("a", 0, 7, T)).isEqualTo(Verdict.FIRST);
    assertThat(judge("a", 1, 7, T + 1)).isEqualTo(Verdict.DUPLICATE);
    assertThat(judge("a", 2, 8, T + 2)).isEqualTo(Verdict.CONFLICT);
    assertThat(judge("b", 3, 7, T + 3)).isEqualTo(Verdict.FIRST);
  }

  @Test
  void takesTheSameRecordAgainForTheFirst() {
    assertThat(judge("a", 5, 7, T)).isEqualTo(Verdict.FIRST);
    assertThat(judge("a", 5, 7, T + WINDOW)).isEqualTo(Verdict.FIRST);
  }

  @Test
  void remembersAtLeastOneWindow() {
    assertThat(judge("a", 0, 7, T + WINDOW - 1)).isEqualTo(Verdict.FIRST);
    assertThat(judge("a", 1, 7, T + 2 * WINDOW - 1)).isEqualTo(Verdict.DUPLICATE);
  }

  @Test
  void forgetsAfterTwoWindows() {
    assertThat(judge("a", 0, 7, T)).isEqualTo(Verdict.FIRST);
    assertThat(judge("x", 1, 7, T + 2 * WINDOW)).isEqualTo(Verdict.FIRST);
    assertThat(judge("a", 2, 7, T + 2 * WINDOW)).isEqualTo(Verdict.FIRST);
  }

  @Test
  void keepsItsStateWhenTimeGoesBack() {
    assertThat(judge("a", 0, 7, T)).isEqualTo(Verdict.FIRST);
    assertThat(judge("b", 1, 7, T - 100 * WINDOW)).isEqualTo(Verdict.FIRST);
    assertThat(judge("a", 2, 7, T - 50 * WINDOW)).isEqualTo(Verdict.DUPLICATE);
    assertThat(judge("b", 3, 7, T + 1)).isEqualTo(Verdict.DUPLICATE);
  }

  @Test
  void isBoundedByWhatArrivesInThreeWindows() {
    for (int i = 0; i < 10_000; i++) {
      judge("id-" + i, i, 7, T + i * WINDOW / 100); // 100 a window
    }
    assertThat(buckets.size()).isBetween(200, 300);
  }

  @Test
  void emptiesAllBucketsAfterALongSilence() {
    judge("a", 0, 7, T);
    judge("b", 1, 7, T + WINDOW);
    judge("c", 2, 7, T + 50 * WINDOW);
    assertThat(buckets.size()).isEqualTo(1);
  }

  @Test
  void givesDifferentEventsDifferentKeys() {
    Set<EventHash> keys = new HashSet<>();
    for (int i = 0; i < 100_000; i++) {
      keys.add(EventHash.of("t", "id-" + i));
    }
    keys.add(EventHash.of("ti", "d-1"));
    keys.add(EventHash.of("t", "i"));
    assertThat(keys).hasSize(100_002);
  }

  private Verdict judge(String id, long offset, int data, long time) {
    return seen.judge(EventHash.of("t", id), new FirstSeen(offset, data), time, buckets);
  }
}
