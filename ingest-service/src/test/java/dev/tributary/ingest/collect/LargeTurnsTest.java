package dev.tributary.ingest.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.ingest.gate.Peer;
import dev.tributary.ingest.gate.PeersForTests;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300) // for what hangs
class LargeTurnsTest {
  private static final Duration MOMENT = Duration.ofMillis(20);
  private static final Duration LONG = Duration.ofMinutes(4);

  private final Peer greedy = PeersForTests.at("10.0.0.1");
  private final Peer other = PeersForTests.at("10.0.0.2");

  @Test
  void letOneAddressWorkOnOneLargeBodyAtATime() {
    LargeTurns turns = new LargeTurns(2, MOMENT);
    turns.begin(greedy);

    assertThatThrownBy(() -> turns.begin(greedy))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("Too many large bodies");
    turns.begin(other);
    turns.end(greedy);
    turns.begin(greedy);
  }

  @Test
  void keepCoresForSmallBodies() {
    LargeTurns turns = new LargeTurns(1, MOMENT);
    turns.begin(greedy);

    assertThatThrownBy(() -> turns.begin(other)).isInstanceOf(Problem.class);
    turns.end(greedy);
    turns.begin(other); // what it took in vain is given back
  }

  @Test
  void comeToWhoWaits() throws InterruptedException {
    LargeTurns turns = new LargeTurns(1, LONG);
    turns.begin(greedy);
    Thread waiting = Thread.ofVirtual().start(() -> turns.begin(greedy));
    turns.end(greedy);
    waiting.join();

    assertThatThrownBy(() -> new LargeTurns(0, MOMENT).begin(other)).isInstanceOf(Problem.class);
  }

  @Test
  void areOnlyForLargeBodiesAndEndWithTheRequest() {
    BodyMemory memory = new BodyMemory(16 * 1024 * 1024);
    for (int n = 0; n < 10; n++) {
      try (BodyMemory.Lease small = memory.lease(greedy);
          BodyMemory.Lease large = memory.lease(greedy)) {
        small.takeForBody(BodyMemory.SMALL_BYTES);
        large.takeForBody(BodyMemory.SMALL_BYTES + 1);
        large.beginTurn();
        large.beginTurn();
        small.beginTurn();
      }
    }
    assertThat(memory.usedBytes()).isZero();
  }
}
