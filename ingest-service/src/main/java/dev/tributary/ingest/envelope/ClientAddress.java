package dev.tributary.ingest.envelope;

import dev.tributary.ingest.http1.head.RequestHead;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** The part of the client's address that may be stored. */
public final class ClientAddress {
  private final Addresses addresses;
  private final String header;

  /**
   * @param header in which the proxy before us writes the address; empty when there is none
   */
  public ClientAddress(Addresses addresses, String header) {
    this.addresses = addresses;
    this.header = header.toLowerCase(Locale.ROOT);
  }

  /** The address, or empty when none may be stored. */
  String of(RequestHead head, Supplier<String> peer) {
    if (addresses == Addresses.NONE) {
      return "";
    }
    String address = header.isEmpty() ? peer.get() : lastOf(head.headers(header), peer);
    return addresses == Addresses.FULL ? address : truncated(address);
  }

  /** The proxy appends: what stands before is what the client claims. */
  private static String lastOf(List<String> values, Supplier<String> peer) {
    if (values.isEmpty()) {
      return peer.get();
    }
    String last = values.getLast();
    return last.substring(last.lastIndexOf(',') + 1).strip();
  }

  private static boolean isLiteral(String address) {
    boolean literal = address.length() >= 2 && address.length() <= 45;
    for (int i = 0; literal && i < address.length(); i++) {
      char c = address.charAt(i);
      literal = c == ':' || c == '.' || c < 0x80 && Character.digit(c, 16) >= 0;
    }
    return literal;
  }

  private static String truncated(String address) {
    if (!isLiteral(address)) {
      return ""; // no address: a name would be looked up
    }
    try {
      byte[] bytes = InetAddress.getByName(address).getAddress();
      int kept = bytes.length == 4 ? 3 : 6;
      java.util.Arrays.fill(bytes, kept, bytes.length, (byte) 0);
      return InetAddress.getByAddress(bytes).getHostAddress();
    } catch (UnknownHostException noAddress) {
      return "";
    }
  }
}
