package dev.tributary.ingest.fairness;

import java.net.SocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The addresses that have connections at the moment. Thread safe. */
public final class Peers {
  private final Map<PeerAddress, Peer> peers = new ConcurrentHashMap<>();
  private final WorkTurns turns = WorkTurns.ofThisMachine();
  private final int most;

  /**
   * @param most connections of one address; 0: any number, and one may take all there is
   */
  public Peers(int most) {
    this.most = most;
  }

  /** A connection has come; {@link #left} must follow. */
  public Peer came(SocketAddress from) {
    return peers.compute(
        PeerAddress.of(from),
        (address, known) -> {
          Peer peer = known == null ? new Peer(address, most > 0, turns.half()) : known;
          peer.add(1);
          return peer;
        });
  }

  /** Whether this address has no more connections than it may. */
  public boolean fits(Peer peer) {
    return most == 0 || peer.connections() <= most;
  }

  /** Whose requests are worked on. */
  public WorkTurns turns() {
    return turns;
  }

  public int most() {
    return most;
  }

  /** A connection has ended. */
  public void left(Peer peer) {
    peers.computeIfPresent(
        peer.address(),
        (address, known) -> {
          known.add(-1);
          return known.connections() == 0 ? null : known;
        });
  }
}
