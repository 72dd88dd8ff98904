package dev.tributary.it.bench.hostile;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** Opens connections to the service from one of this machine's own addresses. */
final class Connector {
  private static final int PATIENCE_MILLIS = 10_000;
  private static final String DOOR = "127.0.0.1";

  private final String from;
  private final int port;

  /**
   * @param from an address of the network 127.0.0.0/8
   * @param port where the service listens
   */
  Connector(String from, int port) {
    this.from = from;
    this.port = port;
  }

  /** A connection without TLS; reads give up after ten seconds. */
  Socket plain() throws IOException {
    var socket = new Socket();
    try {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
      socket.connect(new InetSocketAddress(DOOR, port), PATIENCE_MILLIS);
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(PATIENCE_MILLIS);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /** The same, after a handshake. */
  Socket secure(SSLSocketFactory factory) throws IOException {
    Socket plain = plain();
    try {
      var socket = (SSLSocket) factory.createSocket(plain, DOOR, port, true);
      socket.startHandshake();
      return socket;
    } catch (IOException e) {
      plain.close();
      throw e;
    }
  }

  /** A connection that never blocks. */
  SocketChannel channel() throws IOException {
    SocketChannel channel = SocketChannel.open();
    try {
      channel.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
      channel.connect(new InetSocketAddress(DOOR, port));
      channel.configureBlocking(false);
      return channel;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }
}
