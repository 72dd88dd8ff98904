package dev.tributary.ingest.fairness;

import java.net.InetSocketAddress;

/** Peers for tests of what is counted by peer. */
public final class PeersForTests {
  private PeersForTests() {}

  /** A peer with one connection. */
  public static Peer at(String address) {
    return new Peers(256).came(new InetSocketAddress(address, 1));
  }

  /** A turn of one of the peer's connections, on a machine that nobody else uses. */
  public static WorkTurns.Turn turn(Peer peer) {
    return WorkTurns.ofThisMachine().of(peer);
  }
}
