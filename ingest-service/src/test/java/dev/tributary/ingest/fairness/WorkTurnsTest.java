package dev.tributary.ingest.fairness;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300) // for what hangs
class WorkTurnsTest {
  private static final Duration MOMENT = Duration.ofMillis(20);
  private static final Duration LONG = Duration.ofMinutes(4);

  private final AtomicLong now = new AtomicLong();
  private final Peers peers = new Peers(256);
  private final Peer greedy = peer("10.0.0.1");
  private final Peer other = peer("10.0.0.2");

  private Peer peer(String address) {
    return peers.came(new InetSocketAddress(address, 1));
  }

  private WorkTurns turns(int cores, Duration patience) {
    return new WorkTurns(cores, patience, now::get);
  }

  @Test
  void letOneAddressWorkOnOneLargeBodyAtATimeWhileOthersHaveRequests() {
    WorkTurns turns = turns(4, MOMENT);
    share(turns);
    WorkTurns.Turn first = turns.of(greedy);
    assertThat(first.beginLarge()).isTrue();
    assertThat(first.beginLarge()).as("in the middle of it").isTrue();

    WorkTurns.Turn second = turns.of(greedy);
    assertThat(second.beginLarge()).isFalse();
    assertThat(turns.of(other).beginLarge()).isTrue();
    first.pause();
    assertThat(second.beginLarge()).as("before Kafka has the first one").isFalse();
    first.resume();
    first.end();
    assertThat(second.beginLarge()).isTrue();
  }

  /** Two addresses have requests now. */
  private void share(WorkTurns turns) {
    turns.of(greedy).begin();
    WorkTurns.Turn shared = turns.of(other);
    shared.begin();
    shared.end();
  }

  @Test
  void makeHandshakesOfOneAddressWaitWhileOthersHaveRequests() {
    WorkTurns turns = turns(2, LONG);
    turns.awaitHandshake(greedy);
    turns.awaitHandshake(greedy); // alone
    share(turns);
    assertThat(greedy.nanosToHandshake(now.get())).isZero();
    assertThat(greedy.nanosToHandshake(now.get())).isEqualTo(20_000_000);
    now.addAndGet(20_000_000);
    assertThat(greedy.nanosToHandshake(now.get())).isEqualTo(20_000_000);
    assertThat(other.nanosToHandshake(now.get())).isZero();
  }

  @Test
  void makeAnAddressWaitThatIsRefusedAgainAndAgain() {
    for (int n = 0; n < 100; n++) {
      assertThat(greedy.isRefusedTooOften(now.get())).isFalse();
    }
    assertThat(greedy.isRefusedTooOften(now.get())).isTrue();
    assertThat(other.isRefusedTooOften(now.get())).isFalse();
    now.addAndGet(TimeUnit.SECONDS.toNanos(1) + 1);
    assertThat(greedy.isRefusedTooOften(now.get())).isFalse();
  }

  @Test
  void keepCoresForSmallBodies() {
    WorkTurns turns = turns(2, MOMENT);
    WorkTurns.Turn first = turns.of(greedy);
    assertThat(first.beginLarge()).isTrue();

    WorkTurns.Turn second = turns.of(other);
    assertThat(second.beginLarge()).isFalse();
    first.end();
    assertThat(second.beginLarge()).as("what it took in vain is given back").isTrue();
  }

  @Test
  void comeToWhoWaitsForALargeBody() throws InterruptedException {
    WorkTurns turns = turns(1, LONG);
    WorkTurns.Turn first = turns.of(greedy);
    first.beginLarge();
    Thread waiting = Thread.ofVirtual().start(() -> turns.of(greedy).beginLarge());
    first.end();
    waiting.join(); // without the turn it would wait for LONG
  }

  @Test
  void giveOneAddressHalfOfTheCoresWhileOthersHaveRequests() throws InterruptedException {
    WorkTurns turns = turns(2, LONG);
    share(turns);
    WorkTurns.Turn held = turns.of(greedy);
    held.begin();
    var begun = new CountDownLatch(1);
    Thread.ofVirtual()
        .start(
            () -> {
              turns.of(greedy).begin();
              begun.countDown();
            });

    assertThat(begun.await(100, TimeUnit.MILLISECONDS)).isFalse();
    held.end();
    assertThat(begun.await(4, TimeUnit.MINUTES)).isTrue();
  }

  @Test
  void leaveAllCoresToAnAddressThatIsAlone() {
    WorkTurns turns = turns(2, LONG);
    for (int n = 0; n < 100; n++) {
      turns.of(greedy).begin(); // none of them ends
    }
    turns.of(other).begin();
    now.addAndGet(TimeUnit.SECONDS.toNanos(1));
    turns.of(other).begin();
    turns.of(other).begin();
  }

  @Test
  void boundNobodyBehindAProxy() {
    Peer proxy = new Peers(0).came(new InetSocketAddress("10.0.0.1", 1));
    WorkTurns turns = turns(2, MOMENT);
    for (int n = 0; n < 100; n++) {
      turns
          .of(n % 2 == 0 ? proxy : new Peers(0).came(new InetSocketAddress("10.0.0.2", 1)))
          .begin();
    }
  }

  @Test
  void arePausedForKafkaAndTakenAgain() {
    WorkTurns turns = turns(2, MOMENT);
    WorkTurns.Turn first = turns.of(greedy);
    WorkTurns.Turn second = turns.of(other);
    first.beginLarge();
    first.pause();
    assertThat(second.beginLarge()).isTrue();
    second.end();
    first.resume();
    assertThat(turns.of(other).beginLarge()).isFalse();
    first.end();
    assertThat(turns.of(other).beginLarge()).isTrue();
  }
}
