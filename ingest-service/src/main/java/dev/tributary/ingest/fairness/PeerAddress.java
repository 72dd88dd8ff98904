package dev.tributary.ingest.fairness;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;

/**
 * What connections are counted by: an IPv4 address, or the first 64 bits of an IPv6 one.
 *
 * @param bits the address's first bytes
 * @param v6 whether it is of IPv6
 */
record PeerAddress(long bits, boolean v6) {
  static final PeerAddress UNKNOWN = new PeerAddress(0, false);

  static PeerAddress of(SocketAddress peer) {
    if (!(peer instanceof InetSocketAddress internet) || internet.getAddress() == null) {
      return UNKNOWN;
    }
    InetAddress address = internet.getAddress();
    ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
    return address instanceof Inet6Address
        ? new PeerAddress(bytes.getLong(), true)
        : new PeerAddress(bytes.getInt(), false);
  }
}
