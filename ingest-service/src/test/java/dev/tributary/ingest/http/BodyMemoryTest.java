package dev.tributary.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.ingest.fairness.Peer;
import dev.tributary.ingest.fairness.PeersForTests;
import org.junit.jupiter.api.Test;

class BodyMemoryTest {
  private static final int MIB = 1024 * 1024;

  private final BodyMemory memory = new BodyMemory(16 * MIB);
  private final Peer greedy = PeersForTests.at("10.0.0.1");
  private final Peer other = PeersForTests.at("10.0.0.2");
  private final Peer third = PeersForTests.at("10.0.0.3");
  private final Peer fourth = PeersForTests.at("10.0.0.4");

  @Test
  void givesOneAddressAQuarter() {
    memory.lease(PeersForTests.turn(greedy)).takeForBody(3 * MIB);

    assertThatThrownBy(() -> memory.lease(PeersForTests.turn(greedy)).takeForBody(2 * MIB))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("of this address");
    memory.lease(PeersForTests.turn(other)).takeForBody(4 * MIB);
    assertThat(memory.usedBytes()).isEqualTo(7 * MIB);
  }

  @Test
  void givesOneRequestOfAnAddressWhatItNeeds() {
    BodyMemory.Lease one = memory.lease(PeersForTests.turn(greedy));
    one.takeForBody(10 * MIB);
    one.take(MIB);
    memory.lease(PeersForTests.turn(greedy)).takeForBody(1_000);

    assertThatThrownBy(() -> memory.lease(PeersForTests.turn(greedy)).takeForBody(MIB))
        .isInstanceOf(ProblemException.class);
    one.close();
    memory.lease(PeersForTests.turn(greedy)).takeForBody(MIB);
  }

  @Test
  void keepsAQuarterForSmallBodies() {
    memory.lease(PeersForTests.turn(greedy)).takeForBody(4 * MIB);
    memory.lease(PeersForTests.turn(other)).takeForBody(4 * MIB);
    memory.lease(PeersForTests.turn(third)).takeForBody(4 * MIB);

    assertThatThrownBy(
            () -> memory.lease(PeersForTests.turn(fourth)).takeForBody(BodyMemory.SMALL_BYTES + 1))
        .isInstanceOf(ProblemException.class);
    memory.lease(PeersForTests.turn(fourth)).takeForBody(BodyMemory.SMALL_BYTES);
    memory.lease(PeersForTests.turn(greedy)).take(100_000);
  }

  @Test
  void boundsSmallBodiesOfOneAddressToo() {
    for (int i = 0; i < 64; i++) {
      memory.lease(PeersForTests.turn(greedy)).takeForBody(BodyMemory.SMALL_BYTES);
    }

    assertThatThrownBy(() -> memory.lease(PeersForTests.turn(greedy)).takeForBody(1))
        .isInstanceOf(ProblemException.class);
    memory.lease(PeersForTests.turn(other)).takeForBody(BodyMemory.SMALL_BYTES);
  }

  @Test
  void givesBackAllThatARequestTook() {
    try (BodyMemory.Lease lease = memory.lease(PeersForTests.turn(greedy))) {
      lease.takeForBody(1_000);
      lease.takeForBody(MIB);
      assertThatThrownBy(() -> lease.take(20 * MIB)).isInstanceOf(ProblemException.class);
    }

    assertThat(memory.usedBytes()).isZero();
    assertThat(greedy.addSmallBytes(0)).isZero();
    assertThat(greedy.addLargeBytes(0)).isZero();
  }
}
