package dev.tributary.pipeline.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.pipeline.dedupe.EventHash;
import dev.tributary.pipeline.dedupe.FirstSeen;
import dev.tributary.pipeline.dedupe.SeenTable;
import dev.tributary.pipeline.job.LaunchEndedException;
import java.util.Arrays;
import org.apache.beam.runners.core.InMemoryStateInternals.InMemoryMap;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.state.MapState;
import org.junit.jupiter.api.Test;

/** The picture of a lane's state, and another one that is made from the state later. */
final class LaneMemoryTest {
  private static final int EVENTS = 2 * SeenTable.BLOCK + 30;
  private static final int SLOT = 1;

  private final MapState<Integer, byte[]> state =
      new InMemoryMap<>(VarIntCoder.of(), ByteArrayCoder.of());
  private final LaneMemory memory = new LaneMemory();

  @Test
  void hasNothingBeforeItsFirstElement() {
    assertThat(memory.open(state, 1)).isTrue();
    assertThat(memory.next()).isNull();
    assertThat(memory.current()).isNull();
  }

  @Test
  void isMadeAgainFromTheState() {
    fill(memory, 1, 0);
    var other = new LaneMemory();
    assertThat(other.open(state, 1)).isTrue();
    assertThat(other.next()).isEqualTo(EVENTS);
    assertThat(other.current()).isEqualTo(77);
    for (int n = 0; n < EVENTS; n++) {
      assertThat(other.find(SLOT, key(n))).isEqualTo(new FirstSeen(n, -n));
      assertThat(other.find(0, key(n))).isNull();
    }
  }

  @Test
  void readsTheStateAgainWhenAnotherWroteItSince() {
    fill(memory, 1, 0);
    fill(new LaneMemory(), 1, EVENTS);
    memory.open(state, 2);
    assertThat(memory.next()).isEqualTo(2 * EVENTS);
    assertThat(memory.find(SLOT, key(2 * EVENTS - 1)))
        .isEqualTo(new FirstSeen(2 * EVENTS - 1, 1 - 2 * EVENTS));
  }

  @Test
  void keepsFewEntriesInTheState() {
    fill(memory, 1, 0);
    int head = 1;
    int runs = SeenTable.BLOCK - 1; // the next one completes the block
    assertThat(state.keys().read()).hasSize(head + EVENTS / SeenTable.BLOCK + runs);
  }

  @Test
  void keepsTheEventsOfAnElementInOneEntry() {
    fill(memory, 1, 0, 1_000);
    int blocks = EVENTS / SeenTable.BLOCK;
    int runsOfABlock = 4; // the fifth completes the block
    assertThat(state.keys().read()).hasSize(1 + blocks + runsOfABlock);
    var other = new LaneMemory();
    other.open(state, 1);
    assertThat(other.next()).isEqualTo(EVENTS);
    for (int n = 0; n < EVENTS; n++) {
      assertThat(other.find(SLOT, key(n))).isEqualTo(new FirstSeen(n, -n));
    }
  }

  /** As where a runner uses a worker again whose bundle failed. */
  @Test
  void forgetsWhatAnElementBroughtThatFailedHalfWay() {
    fill(memory, 1, 0);
    memory.open(state, 2);
    memory.add(SLOT, key(-1), new FirstSeen(EVENTS, 5));
    memory.open(state, 3);
    assertThat(memory.next()).isEqualTo(EVENTS);
    assertThat(memory.find(SLOT, key(-1))).isNull();
    assertThat(memory.find(SLOT, key(EVENTS - 1))).isEqualTo(new FirstSeen(EVENTS - 1, 1 - EVENTS));
  }

  @Test
  void forgetsAnEmptiedBucketAndItsBlocks() {
    fill(memory, 1, 0);
    memory.open(state, 2);
    memory.clear(SLOT);
    memory.add(SLOT, key(-1), new FirstSeen(EVENTS, 5));
    memory.close(EVENTS + 1);
    assertThat(state.keys().read()).hasSize(1 + SeenTable.BLOCK - 1);
    var other = new LaneMemory();
    other.open(state, 1);
    assertThat(other.find(SLOT, key(-1))).isEqualTo(new FirstSeen(EVENTS, 5));
    for (int n = 0; n < EVENTS; n++) {
      assertThat(other.find(SLOT, key(n))).isNull();
    }
  }

  @Test
  void keepsTheHoursThatLateEventsEntered() {
    memory.open(state, 1);
    assertThat(memory.lateHours().enter("a", 5, 0, 1)).isTrue();
    memory.close(1);
    memory.open(state, 2);
    assertThat(memory.lateHours().enter("b", 5, 0, 1)).isFalse();
    memory.close(2);
    var other = new LaneMemory();
    other.open(state, 1);
    assertThat(other.lateHours().enter("c", 5, 0, 1)).isFalse();
    assertThat(other.lateHours().enter("a", 5, 0, 1)).isTrue();
  }

  /** Its hashes of data are others: each event that comes again would be a conflict. */
  @Test
  void refusesAStateOfBefore() {
    fill(memory, 1, 0);
    byte[] head = state.get(3 << 29).read();
    state.put(3 << 29, Arrays.copyOf(head, head.length - Integer.BYTES));
    assertThatThrownBy(() -> new LaneMemory().open(state, 1))
        .isInstanceOf(LaunchEndedException.class)
        .hasMessageContaining("Launch without the savepoint (--resume=none)");
  }

  private void fill(LaneMemory lane, long bundle, int from) {
    fill(lane, bundle, from, 1);
  }

  private void fill(LaneMemory lane, long bundle, int from, int anElement) {
    for (int first = from; first < from + EVENTS; first += anElement) {
      lane.open(state, bundle);
      lane.current(77);
      int end = Math.min(first + anElement, from + EVENTS);
      for (int n = first; n < end; n++) {
        lane.add(SLOT, key(n), new FirstSeen(n, -n));
      }
      lane.close(end);
    }
  }

  private static EventHash key(int n) {
    return EventHash.of("a", Integer.toString(n));
  }
}
