package dev.tributary.ingest.gate;

import java.net.SocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The addresses that have connections at the moment. Thread safe. */
public final class Peers {
  private final Map<PeerAddress, Peer> peers = new ConcurrentHashMap<>();
  private final boolean bounded;

  /**
   * @param bounded whether one address may take only a part of what there is
   */
  public Peers(boolean bounded) {
    this.bounded = bounded;
  }

  /** A connection has come; {@link #left} must follow. */
  Peer came(SocketAddress from) {
    return peers.compute(
        PeerAddress.of(from),
        (address, known) -> {
          Peer peer = known == null ? new Peer(address, bounded) : known;
          peer.add(1);
          return peer;
        });
  }

  /** A connection has ended. */
  void left(Peer peer) {
    peers.computeIfPresent(
        peer.address(),
        (address, known) -> {
          known.add(-1);
          return known.connections() == 0 ? null : known;
        });
  }
}
