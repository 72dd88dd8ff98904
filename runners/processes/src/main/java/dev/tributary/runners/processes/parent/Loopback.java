package dev.tributary.runners.processes.parent;

import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * Makes this JVM's wildcard address the loopback address: a program that opens a port without
 * saying where opens it for this machine only. Presto's Thrift server and Hive's metastore open
 * theirs so, and have no setting for it. An address that is spelled out, as {@code 0.0.0.0}, is
 * taken as it is.
 */
public final class Loopback {
  /** The JVM's option without which no program is started. */
  public static final String OPENED = "--add-opens=java.base/java.net=ALL-UNNAMED";

  private Loopback() {}

  /**
   * From now on.
   *
   * @throws IllegalStateException when this JVM does not let us: better no program than an open one
   */
  static void insteadOfWildcard() {
    try {
      Field resolver = InetAddress.class.getDeclaredField("impl");
      resolver.setAccessible(true);
      Object addresses = resolver.get(null);
      Field wildcard = addresses.getClass().getDeclaredField("anyLocalAddress");
      wildcard.setAccessible(true);
      new InetSocketAddress(0); // the JVM makes its own at the first use
      wildcard.set(addresses, InetAddress.getLoopbackAddress());
    } catch (ReflectiveOperationException | InaccessibleObjectException e) {
      throw new IllegalStateException(
          "Cannot keep this program to the loopback address: it needs " + OPENED + " on JDK 17", e);
    }
    if (!new InetSocketAddress(0).getAddress().isLoopbackAddress()) {
      throw new IllegalStateException(
          "Cannot keep this program to the loopback address: the wildcard is still "
              + new InetSocketAddress(0).getAddress());
    }
  }
}
